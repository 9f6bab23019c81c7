using LogitLens.Matrix;
using LogitLens.Options;
using LogitLens.Runs;

namespace LogitLens.Cli;

/// <summary>The runs that a config file asks for, with the folders that they go to.</summary>
/// <param name="Config">The file, as it was given.</param>
/// <param name="Folder">The folder that all lie in; null for a single run, whose folder is its own.</param>
internal sealed record CellMatrix(string Config, string? Folder, IReadOnlyList<Cell> Cells)
{
    private const string DefaultParent = "results";

    /// <summary>Gives each run its folder: in --output, else in one that is named after the file.</summary>
    /// <param name="cells">The runs as their options were put together; --output is the folder of all.</param>
    /// <exception cref="InputException">Two runs would share a folder, or each names its own; or the folder of all holds something else.</exception>
    public static CellMatrix Of(string config, IReadOnlyList<Cell> cells)
    {
        if (cells.Count == 1)
        {
            Cell only = cells[0];
            return new CellMatrix(config, null, [only.Folder is null && only.Kind.FindLatest(only.Options) is { } latest ? only.In(latest) : only]);
        }

        if (cells.FirstOrDefault(cell => cell.Folder != cells[0].Folder) is not null)
        {
            throw new InputException($"{config}: output is one folder for all runs, each of which gets its own in it; take it out of the matrix");
        }

        if (cells.GroupBy(cell => cell.Name).FirstOrDefault(same => same.Count() > 1) is { } twins)
        {
            throw new InputException(
                $"{config}: two runs would share the folder {twins.Key}: their values on the matrix are the same, but for what folders cannot be called");
        }

        if (cells.GroupBy(cell => cell.Kind.Options.ToJson(cell.Options).ToJsonString()).FirstOrDefault(same => same.Count() > 1) is { } equals)
        {
            throw new InputException(
                $"{config}: {string.Join(" and ", equals.Take(2).Select(cell => cell.Name))} are the same run: what is typed overrides what tells them apart");
        }

        string folder = cells[0].Folder ?? Path.Combine(DefaultParent, Path.GetFileNameWithoutExtension(config));
        MatrixFolder.RequireOwn(folder, cells);
        return new CellMatrix(config, folder, [.. cells.Select(cell => cell.In(Path.Combine(folder, cell.Name)))]);
    }

    /// <summary>Refuses options that do not go with parts, which are done in any order, twice, and after a stop.</summary>
    /// <exception cref="InputException">One of the runs is to begin anew, or is a shard already.</exception>
    public void RequireDivisible()
    {
        if (Cells.Any(cell => RunOf(cell).Force))
        {
            throw new InputException("--force begins runs anew, and parts are done in any order or twice: remove their folders, or take another --output");
        }

        if (Cells.Any(cell => RunOf(cell).Shard is not null))
        {
            throw new InputException("--shard makes each run a part of one; here --shards says how many parts each is cut into: leave --shard out");
        }
    }

    private static RunOptions RunOf(Cell cell) => ((IExperimentOptions)cell.Options).Run;
}
