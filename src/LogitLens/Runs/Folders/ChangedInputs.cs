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
    public static string? In(RunManifest run)
    {
        FileInput? other = run.Inputs?.Files.FirstOrDefault(file => Path.Exists(file.Path) && InputFiles.Sha256Of(file.Path) != file.Sha256);
        return Text(run, "dataset") is { } data && run.Inputs?.Dataset is { } read && File.Exists(data) && FileHash.Sha256(data) != read.Sha256
            ? "--dataset " + data
            : Text(run, "model") is { } folder && run.Inputs?.Model is { } model && HasOtherWeights(folder, model.Sha256, run.Finished) ? "--model " + folder
            : other is not null ? $"--{other.Option} {other.Path}"
            : null;
    }

    private static string? Text(RunManifest run, string option) =>
        run.Options[option] is JsonValue value && value.TryGetValue(out string? text) ? text : null;

    // Weights may be gigabytes: those that nobody has written since then are not read for it.
    private static bool HasOtherWeights(string folder, string sha256, DateTimeOffset? finished)
    {
        if (!Directory.Exists(folder) || sha256.Length != HashLength
            || !Directory.EnumerateFiles(folder).Any(file => File.GetLastWriteTimeUtc(file) > finished?.UtcDateTime))
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
