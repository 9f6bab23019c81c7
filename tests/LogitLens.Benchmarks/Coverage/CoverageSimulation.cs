using System.Diagnostics;

namespace LogitLens.Benchmarks.Coverage;

/// <summary>
/// How often the program's intervals cover the truth and its tests reject a true null, by the very functions that it calls, on samples from
/// distributions whose truth is known. docs/statistics.md has the tables.
/// </summary>
internal static class CoverageSimulation
{
    public static void Run(bool quick)
    {
        Stopwatch clock = Stopwatch.StartNew();
        Table many = new(quick ? 200 : 4000), few = new(quick ? 100 : 1000);
        Console.WriteLine($"{(quick ? 200 : 4000)} samples a number ({(quick ? 100 : 1000)} where each sample is resampled)");
        Table.Head("95% interval", "drawn from");
        Intervals.Shares(many);
        Intervals.Means(many);
        Intervals.Differences(many, few);
        Intervals.Classification(few);
        Intervals.Designs(many, few);
        Table.Head("test at 5%", "drawn from");
        Tests.All(many, few);
        Console.WriteLine();
        Console.WriteLine($"{clock.Elapsed.TotalSeconds:0} s");
    }
}
