namespace LogitLens.Runs;

/// <summary>Whether a run that was done again came to the same.</summary>
/// <param name="Run">The run's folder.</param>
/// <param name="Repetition">That of its repetition.</param>
/// <param name="Tolerance">How far numbers may be apart, as a share of 1 or of their own size, whichever is more.</param>
/// <param name="Files">How far each file agrees.</param>
/// <param name="Circumstances">What else differs.</param>
public sealed record RerunReport(
    string Run, string Repetition, double Tolerance, IReadOnlyList<FileAgreement> Files, IReadOnlyList<Circumstance> Circumstances)
{
    /// <summary>The name of the file that holds this in the repetition's folder.</summary>
    public const string FileName = "rerun.json";

    /// <summary>The worst of the files.</summary>
    public Agreement Agreement => Files.Max(file => file.Agreement);

    /// <summary>Compares two runs of the same options.</summary>
    /// <param name="run">The first.</param>
    /// <param name="repetition">The second.</param>
    /// <param name="tolerance">How far numbers may be apart.</param>
    /// <param name="beside">A file that each run wrote beside its folder; null where it wrote none.</param>
    /// <exception cref="InputException">A file is not what its name says.</exception>
    internal static RerunReport Of(FinishedRun run, FinishedRun repetition, double tolerance, (string There, string Here)? beside)
    {
        IEnumerable<(string, string)> files = Names(run).Union(Names(repetition)).Select(name => (name, name));
        if (beside is { } written)
        {
            files = files.Append((Path.GetRelativePath(run.Folder, written.There), Path.GetRelativePath(repetition.Folder, written.Here)));
        }

        // Some results say where they are.
        (string, string)? outputs = run.Manifest.Options["output"]?.GetValue<string>() is { } there
            && repetition.Manifest.Options["output"]?.GetValue<string>() is { } here ? (there, here) : null;
        return new RerunReport(
            run.Folder,
            repetition.Folder,
            tolerance,
            [.. files.Select(names => FileComparison.Compare(
                run.Folder, repetition.Folder, names, new ValueComparison(tolerance) { Outputs = outputs }))],
            Circumstance.Between(run.Manifest, repetition.Manifest));
    }

    // Figures are drawn of what the tables hold.
    private static IEnumerable<string> Names(FinishedRun run)
    {
        string[] own = [RunFolder.SetupFile, RunFolder.PromptsFile, RunFolder.RecordsFile, RunFolder.ResultsFile];
        IEnumerable<string> listed = (run.Manifest.Files ?? []).Select(name => name.Replace('\\', '/'))
            .Where(name => !name.StartsWith(RunFolder.FiguresFolder + "/", StringComparison.Ordinal));
        return own.Where(name => File.Exists(Path.Combine(run.Folder, name))).Concat(listed);
    }
}
