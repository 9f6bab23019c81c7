using System.Globalization;

namespace LogitLens.Experiments.AttentionMask;

/// <summary>A sweep's effects as a table: layers, or windows of layers, by what is hidden in them.</summary>
internal sealed class EffectGrid
{
    private readonly RegionEffect[] _effects;
    private readonly RegionEffect[] _ranked;
    private readonly int[] _layers;
    private readonly string[] _targets;

    private EffectGrid(MaskSweep sweep, RegionEffect[] effects, RegionEffect[] ranked)
    {
        _ranked = ranked;
        Sweep = sweep;
        _effects = effects;
        _layers = [.. effects.Select(effect => effect.Item.Layer!.Value).Distinct()];
        _targets = [.. effects.Select(effect => Target(effect.Item)).Distinct()];
    }

    /// <summary>Which sweep.</summary>
    public MaskSweep Sweep { get; }

    /// <summary>The layers, or windows.</summary>
    public IReadOnlyList<string> Rows => [.. _layers.Select(layer => Layers(_effects.First(effect => effect.Item.Layer == layer).Item))];

    /// <summary>What is hidden.</summary>
    public IReadOnlyList<string> Columns => _targets;

    /// <summary>What the rows are.</summary>
    public string RowTitle => _effects[0].Item.Layer == _effects[0].Item.LastLayer ? "layer" : "layers";

    /// <summary>What the columns are.</summary>
    public string ColumnTitle => Sweep switch
    {
        MaskSweep.Heads => "head",
        MaskSweep.Spans => "part of the prompt",
        MaskSweep.Distance => "distance",
        MaskSweep.Rows => "row (query position)",
        MaskSweep.Cols => "column (key position)",
        _ => "token of the text",
    };

    /// <summary>What lines run over.</summary>
    public string LineTitle => Sweep == MaskSweep.Spans ? "first layer of the window" : ColumnTitle;

    /// <summary>Parts of the prompt over layers; positions and distances where the sweep is over all layers at once.</summary>
    public IEnumerable<(string Name, double[] X, RegionEffect[] Effects)> Lines
    {
        get
        {
            if (Sweep == MaskSweep.Spans)
            {
                return _layers.Length < 2
                    ? []
                    : _targets.Select(target => (
                        target, _layers.Select(layer => (double)layer).ToArray(), _effects.Where(effect => Target(effect.Item) == target).ToArray()));
            }

            double[] places = [.. _ranked.Select(effect => double.Parse(Target(effect.Item), CultureInfo.InvariantCulture))];
            return _layers.Length == 1 ? [("effect", places, _ranked)] : [];
        }
    }

    /// <summary>The sweep's part of a result; null where there is none.</summary>
    public static EffectGrid? Of(AttentionMaskResult result)
    {
        RegionEffect[] swept = [.. result.Items.Where(effect => effect.Item.Sweep is not null)];
        return swept.Length == 0 ? null : new EffectGrid(swept[0].Item.Sweep!.Value, swept, [.. swept.Where(result.IsRanked)]);
    }

    /// <summary>Values [row][column]; NaN where nothing was measured.</summary>
    public double[][] Values(Func<RegionEffect, double?> value) => Table(double.NaN, effect => value(effect) ?? double.NaN);

    /// <summary>Cells without a significant effect.</summary>
    public bool[][] Muted() => Table(false, effect => effect.AdjustedPValue is not null && !effect.IsSignificant);

    private T[][] Table<T>(T nothing, Func<RegionEffect, T> value)
    {
        T[][] table = [.. _layers.Select(_ => Enumerable.Repeat(nothing, _targets.Length).ToArray())];
        foreach (RegionEffect effect in _effects)
        {
            table[Array.IndexOf(_layers, effect.Item.Layer!.Value)][Array.IndexOf(_targets, Target(effect.Item))] = value(effect);
        }

        return table;
    }

    private static string Target(MaskItem item) => item.Target ?? item.Head!.Value.ToString(CultureInfo.InvariantCulture);

    private static string Layers(MaskItem item) => item.Layer == item.LastLayer
        ? item.Layer!.Value.ToString(CultureInfo.InvariantCulture)
        : string.Create(CultureInfo.InvariantCulture, $"{item.Layer}-{item.LastLayer}");
}
