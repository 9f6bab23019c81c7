using LogitLens.Experiments;
using LogitLens.Experiments.FinishedRuns;
using LogitLens.Runs;
using LogitLens.TestSupport;
using CompareOptions = LogitLens.Experiments.FinishedRuns.CompareOptions;

namespace LogitLens.Tests.Experiments.FinishedRuns.Comparison;

/// <summary>Made-up runs in one folder, and what interp compare finds of them.</summary>
internal sealed class FakeComparison : IDisposable
{
    public TemporaryFolder Folder { get; } = new();

    public FakeRun Run(string name) => new(Folder, name);

    public FakeRun Head(string name) => new(Folder, name) { Command = "head-ablation" };

    public CompareResult Compare(params string[] runs)
    {
        string output = Folder.File("comparison");
        ExperimentKind compare = ExperimentList.All.Single(kind => kind.ReadsRuns);
        compare.Run(new CompareOptions { Folders = runs, Output = output, Force = true }, ["compare", .. runs], new RunSession());
        Assert.True(File.Exists(Path.Combine(output, "differences.csv")));
        Assert.NotEmpty(Directory.GetFiles(Path.Combine(output, "figures")));
        return JsonSerializer.Deserialize<CompareResult>(File.ReadAllText(Path.Combine(output, "results.json")), Json.Indented)!;
    }

    /// <summary>Asserts that the runs are not compared, with this in the message, and that no folder is made.</summary>
    public void Refused(string message, params string[] runs)
    {
        InputException e = Assert.Throws<InputException>(() => Compare(runs));
        Assert.Contains(message, e.Message, StringComparison.Ordinal);
        Assert.False(Directory.Exists(Folder.File("comparison")));
    }

    public void Dispose() => Folder.Dispose();
}

/// <summary>What stands in a comparison.</summary>
internal static class ComparedMetrics
{
    /// <summary>The differences of all pairs.</summary>
    public static IEnumerable<MetricDifference> Differences(this CompareResult result) => result.Pairs.SelectMany(pair => pair.Differences);

    /// <summary>The difference in accuracy of one pair, of one condition.</summary>
    public static MetricDifference Accuracy(this CompareResult result, int pair) =>
        result.Pairs[pair].Differences.Single(each => each.Metric == "accuracy");
}
