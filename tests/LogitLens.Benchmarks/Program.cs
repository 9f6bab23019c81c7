using LogitLens.Benchmarks;
using LogitLens.Benchmarks.Coverage;

// dotnet run -c Release --project tests/LogitLens.Benchmarks -- NAME [--quick]
// coverage simulates how often intervals cover the truth and tests reject a true null (docs/statistics.md); it measures no time.
// probes times fits alone, and activations runs the naive way on a sample of the texts.
// Each other benchmark runs the naive way and ours on the same work in one process, checks that the results agree, and prints the ratio.
Dictionary<string, Action<bool>> benchmarks = new()
{
    ["logit-lens"] = LogitLensBenchmark.Run,
    ["head-ablation"] = HeadAblationBenchmark.Run,
    ["activations"] = ActivationBenchmark.Run,
    ["probes"] = ProbeBenchmark.Run,
    ["generation"] = GenerationBenchmark.Run,
    ["training"] = TrainingBenchmark.Run,
    ["pytorch"] = PyTorchBenchmark.Run,
    ["start"] = StartBenchmark.Run,
    ["precision"] = PrecisionBenchmark.Run,
    ["coverage"] = CoverageSimulation.Run,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out Action<bool>? benchmark))
{
    Console.Error.WriteLine($"usage: benchmarks NAME [--quick], with NAME one of {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

benchmark(args.Contains("--quick"));
return 0;
