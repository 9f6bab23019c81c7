using System.Text.Json.Nodes;
using LogitLens.Checkpoints;
using LogitLens.Models;

namespace LogitLens.Runs;

/// <summary>Finds out whether what a run was computed from is another thing by now, for those who take the run as it is.</summary>
public static class ChangedInputs
{
    private const int HashLength = 64;

    /// <summary>
    /// The first of the run's model, data and further files that lies where it was, with other contents: "--dataset d.tsv"; null where there is none. What is
    /// gone, and what came from the Hub, the catalogue or the program, is no change: a run that is done does not need it.
    /// </summary>
    public static string? In(RunManifest run) => First(run, _ => true);

    /// <summary>The first of them that lies in a folder, such as a model that another run has made there.</summary>
    /// <param name="run">The run.</param>
    /// <param name="folder">The folder; what the run read elsewhere is not looked at.</param>
    public static string? Within(RunManifest run, string folder)
    {
        string own = RealPath.Of(folder);
        return First(run, path => RealPath.IsWithin(RealPath.Of(path), own));
    }

    private static string? First(RunManifest run, Func<string, bool> isAsked)
    {
        FileInput? other = run.Inputs?.Files.FirstOrDefault(
            file => Path.Exists(file.Path) && isAsked(file.Path) && InputFiles.Sha256Of(file.Path) != file.Sha256);
        return Text(run, "dataset") is { } data && run.Inputs?.Dataset is { } read && isAsked(data) && IsOther(run, data, read.Sha256) ? "--dataset " + data
            : Text(run, "model") is { } folder && run.Inputs?.Model is { } model && isAsked(folder)
                && HasOtherWeights(folder, model.Sha256, run.Finished ?? run.Started)
            ? "--model " + folder
            : other is not null ? $"--{other.Option} {other.Path}"
            : null;
    }

    // With further files beside it, the hash is of their listing.
    private static bool IsOther(RunManifest run, string data, string sha256) =>
        run.Options["also"] is not JsonArray { Count: > 0 } && File.Exists(data) && FileHash.Sha256(data) != sha256;

    private static string? Text(RunManifest run, string option) =>
        run.Options[option] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // Weights may be gigabytes: those that nobody has written since then are not read for it.
    private static bool HasOtherWeights(string folder, string sha256, DateTimeOffset read)
    {
        if (!Directory.Exists(folder) || sha256.Length != HashLength
            || !Directory.EnumerateFiles(folder).Any(file => File.GetLastWriteTimeUtc(file) > read.UtcDateTime))
        {
            return false;
        }

        try
        {
            return ModelFiles.Open(folder, folder).WeightsSha256() != sha256;
        }
        catch (InputException)
        {
            // A folder that is no model's any more; whoever runs the model is told.
            return false;
        }
    }
}
