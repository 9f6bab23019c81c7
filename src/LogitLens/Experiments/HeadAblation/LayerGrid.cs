using LogitLens.Models;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>Lays numbers of single edits out by layer and head, or by layer and position.</summary>
/// <param name="what">What was edited.</param>
/// <param name="config">The model's shape.</param>
internal sealed class LayerGrid(SweptPart what, ModelConfig config)
{
    /// <summary>
    /// [layer][head], [layer][0] for whole layers, [layer][position]; null where nothing was measured. Sets of heads are left out.
    /// </summary>
    public IReadOnlyList<double?[]> Of(IEnumerable<(SweptItem Item, double? Value)> measured)
    {
        (SweptItem Item, double? Value)[] single = [.. measured.Where(pair => pair.Item.IsSingle)];
        if (single.Length == 0)
        {
            return [];
        }

        int columns = what is SweptPart.Heads or SweptPart.Paths ? config.Heads : single.DistinctBy(pair => pair.Item.Position).Count();
        double?[][] grid = [.. Enumerable.Range(0, config.Layers).Select(_ => new double?[columns])];
        foreach ((SweptItem item, double? value) in single)
        {
            grid[item.Layer!.Value][item.Column(columns)] = value;
        }

        return grid;
    }
}
