"""What the benchmarks of time and memory share: databases, and costs beside their floors."""
