using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Tests.Runs;

/// <summary>Runs the fake experiment into a folder.</summary>
internal static class FakeRuns
{
    public static RunOutcome Run(
        string output, bool resume = false, bool force = false, Shard? shard = null, int examples = 30, int seed = 0,
        FakeHooks? hooks = null, RunSession? session = null)
    {
        FakeOptions options = new()
        {
            Examples = examples,
            Run = new RunOptions { Output = output, Resume = resume, Force = force, Shard = shard, Seed = seed },
        };
        return FakeExperiment.Kind(hooks).Run(options, ["fake", "--output", output], session ?? new RunSession());
    }

    /// <summary>Every file that must be the same in two runs of the same options, by name.</summary>
    public static Dictionary<string, string> Contents(string folder) =>
        Directory.EnumerateFiles(folder, "*", SearchOption.AllDirectories)
            .Where(path => Path.GetFileName(path) is not (RunManifest.FileName or RunFolder.LogFile or ".lock"))
            .ToDictionary(path => Path.GetRelativePath(folder, path), File.ReadAllText);

    /// <summary>A hook that throws when the batch of this index, from 0, is to be computed.</summary>
    public static FakeHooks FailAt(int batch, Exception reason)
    {
        int seen = 0;
        return new FakeHooks { Computing = _ => { if (seen++ == batch) { throw reason; } } };
    }
}
