namespace LogitLens.Runs;

/// <summary>
/// For experiments whose batches build on one another, as the steps of training do: every so often all that the next batch hangs on is saved
/// beside the records, as one file that appears whole or not at all. On resuming, records are cut back to the last one, and the loop goes on
/// from it.
/// </summary>
/// <param name="isDue">Whether to save after so many batches of the run.</param>
/// <param name="save">Writes the state to a path, atomically.</param>
/// <param name="restore">Takes up the state that a path holds; the run is loaded by then.</param>
public sealed class RunLoop(Func<int, bool> isDue, Action<string> save, Action<string> restore)
{
    private const string Prefix = "checkpoint-";
    private const string Extension = ".safetensors";

    private string? _folder;
    private int _saved;

    /// <summary>Where the run's files are while it is at work.</summary>
    /// <exception cref="InvalidOperationException">It is asked for before the run has come to it: a defect of the experiment.</exception>
    public string Folder => _folder ?? throw new InvalidOperationException("the folder is asked for before the run has opened it");

    /// <summary>What the loop leaves in the folder beside records, by paths in it; listed in the manifest, so that the run owns it.</summary>
    public Func<IReadOnlyList<string>> Files { get; init; } = () => [];

    /// <summary>What is left to do once the result is there, such as writing of it beside what the loop has made.</summary>
    public Action<object> Finishing { get; init; } = _ => { };

    /// <summary>What is counted as the loop gets on.</summary>
    public string Unit { get; init; } = "steps";

    /// <summary>Finds the last checkpoint that the records reach to.</summary>
    /// <param name="folder">The run's folder.</param>
    /// <param name="complete">How many batches have their records.</param>
    /// <returns>How many batches it stands after; 0 where there is none.</returns>
    internal int Open(string folder, int complete)
    {
        _folder = folder;
        foreach (string torn in Directory.EnumerateFiles(folder, Prefix + "*").Where(AtomicFile.IsTemporary))
        {
            File.Delete(torn);
        }

        _saved = Saved(folder).Where(batches => batches <= complete).DefaultIfEmpty().Max();
        return _saved;
    }

    /// <summary>Takes up the checkpoint that was found; does nothing where there is none.</summary>
    internal void Restore()
    {
        if (_saved > 0)
        {
            restore(PathOf(_saved));
        }
    }

    /// <summary>Saves where that is due.</summary>
    /// <param name="complete">How many batches have their records.</param>
    /// <exception cref="IOException">The disk is full; the checkpoint before is still whole.</exception>
    internal void SaveIfDue(int complete)
    {
        if (isDue(complete))
        {
            Save(complete);
        }
    }

    /// <summary>Saves, and removes the checkpoints before.</summary>
    /// <param name="complete">How many batches have their records.</param>
    internal void Save(int complete)
    {
        if (complete == _saved)
        {
            return;
        }

        save(PathOf(complete));
        _saved = complete;
        Remove(batches => batches != complete);
    }

    /// <summary>Removes the checkpoints of a run that is done.</summary>
    internal void Complete() => Remove(_ => true);

    /// <summary>Whether this is the name of a checkpoint.</summary>
    internal static bool IsCheckpoint(string name) => BatchesOf(name) is not null;

    private string PathOf(int batches) => Path.Combine(Folder, string.Create(CultureInfo.InvariantCulture, $"{Prefix}{batches:000000}{Extension}"));

    private void Remove(Func<int, bool> which)
    {
        foreach (int batches in Saved(Folder).Where(which))
        {
            File.Delete(PathOf(batches));
        }
    }

    private static int[] Saved(string folder) => [.. Directory.EnumerateFiles(folder).Select(file => BatchesOf(Path.GetFileName(file))).OfType<int>()];

    private static int? BatchesOf(string name) =>
        name.StartsWith(Prefix, StringComparison.Ordinal) && name.EndsWith(Extension, StringComparison.Ordinal)
        && int.TryParse(name[Prefix.Length..^Extension.Length], NumberStyles.None, CultureInfo.InvariantCulture, out int batches)
            ? batches
            : null;
}
