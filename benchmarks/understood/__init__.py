"""What `benchmarks.understanding` measures, a module a subject; each gives sections of figures."""
