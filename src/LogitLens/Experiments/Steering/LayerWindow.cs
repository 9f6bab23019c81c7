using LogitLens.Experiments.Sweeps;
using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>A layer, or layers that are steered at once, as typed: <c>3</c>, <c>7-11</c>.</summary>
/// <param name="First">The first layer.</param>
/// <param name="Last">The last layer.</param>
[JsonConverter(typeof(OptionValueJsonConverter<LayerWindow>))]
public readonly record struct LayerWindow(int First, int Last) : IOptionValue<LayerWindow>
{
    /// <inheritdoc/>
    public static OptionForm Form { get; } = new("LAYER", "a layer such as 3 or a range such as 7-11", "^[0-9]+(-[0-9]+)?$");

    /// <summary>The layers, in order.</summary>
    public IEnumerable<int> Layers => Enumerable.Range(First, Last - First + 1);

    /// <summary>Whether there is more than one layer.</summary>
    public bool IsWide => Last > First;

    /// <summary>The layers of a list that has them all, in order.</summary>
    internal static LayerWindow Of(IReadOnlyList<int> layers) => new(layers[0], layers[^1]);

    /// <summary>The layers that an item of a sweep acts in.</summary>
    internal static LayerWindow Of(SweepItem item) => new(item.Layer!.Value, item.LastLayer!.Value);

    /// <inheritdoc/>
    public static bool TryParse(string text, out LayerWindow value)
    {
        value = default;
        string[] ends = text.Split('-');
        if (ends.Length > 2
            || !int.TryParse(ends[0], NumberStyles.None, CultureInfo.InvariantCulture, out int first)
            || !int.TryParse(ends[^1], NumberStyles.None, CultureInfo.InvariantCulture, out int last))
        {
            return false;
        }

        value = new LayerWindow(first, last);
        return first <= last;
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => IsWide
        ? string.Create(CultureInfo.InvariantCulture, $"{First}-{Last}")
        : First.ToString(CultureInfo.InvariantCulture);
}
