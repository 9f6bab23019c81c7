using LogitLens.Benchmarks;

// dotnet run -c Release --project tests/LogitLens.Benchmarks -- NAME [--quick]
// Each benchmark runs the naive way and ours on the same work in one process, checks that the results agree, and prints the ratio.
Dictionary<string, Action<bool>> benchmarks = new()
{
    ["logit-lens"] = LogitLensBenchmark.Run,
    ["head-ablation"] = HeadAblationBenchmark.Run,
    ["generation"] = GenerationBenchmark.Run,
};

if (args.Length == 0 || !benchmarks.TryGetValue(args[0], out Action<bool>? benchmark))
{
    Console.Error.WriteLine($"usage: benchmarks NAME [--quick], with NAME one of {string.Join(", ", benchmarks.Keys)}");
    return 2;
}

benchmark(args.Contains("--quick"));
return 0;
