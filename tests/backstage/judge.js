// Judges an entity a line, as a Backstage does that takes one in, and answers a line: what is wrong with it, or nothing.
"use strict";

const path = require("node:path");
const readline = require("node:readline");
const model = require(path.resolve(process.argv[2]));

const POLICY = model.EntityPolicies.allOf([
  new model.SchemaValidEntityPolicy(),
  new model.DefaultNamespaceEntityPolicy(),
  new model.NoForeignRootFieldsEntityPolicy(),
  new model.FieldFormatEntityPolicy(),
]);
const KINDS = [
  model.apiEntityV1alpha1Validator,
  model.componentEntityV1alpha1Validator,
  model.resourceEntityV1alpha1Validator,
  model.systemEntityV1alpha1Validator,
];

async function faultOf(entity) {
  try {
    await POLICY.enforce(entity);
    for (const each of KINDS) if (await each.check(entity)) return "";
    return `no kind that is known: ${entity.apiVersion} ${entity.kind}`;
  } catch (fault) {
    return fault.message;
  }
}

async function judge() {
  for await (const line of readline.createInterface({ input: process.stdin })) {
    const fault = await faultOf(JSON.parse(line));
    process.stdout.write(`${JSON.stringify(fault)}\n`);
  }
}

judge();
