using LogitLens.Models;
using LogitLens.Options;

namespace LogitLens.Experiments.HeadAblation;

/// <summary>A head or a run of heads, as typed: <c>9.6</c>, <c>10.0-10.11</c>, which may go over layers, <c>9.10-10.1</c>.</summary>
/// <param name="First">The first head.</param>
/// <param name="Last">The last head.</param>
[JsonConverter(typeof(OptionValueJsonConverter<HeadRange>))]
public readonly record struct HeadRange(HeadId First, HeadId Last) : IOptionValue<HeadRange>
{
    /// <inheritdoc/>
    public static OptionForm Form { get; } = new(
        "LAYER.HEAD", "a head such as 9.6 or a range such as 10.0-10.11", "^[0-9]+\\.[0-9]+(-[0-9]+\\.[0-9]+)?$");

    /// <inheritdoc/>
    public static bool TryParse(string text, out HeadRange value)
    {
        value = default;
        string[] ends = text.Split('-');
        if (ends.Length > 2 || !TryParseHead(ends[0], out HeadId first) || !TryParseHead(ends[^1], out HeadId last))
        {
            return false;
        }

        value = new HeadRange(first, last);
        return first.CompareTo(last) <= 0;
    }

    /// <summary>The heads of the ranges in a model, each once, by layer; every head for no range.</summary>
    /// <exception cref="InputException">The model has no such head.</exception>
    public static IReadOnlyList<HeadId> Resolve(IReadOnlyList<HeadRange> ranges, ModelConfig config)
    {
        HeadId[] all = [.. HeadId.All(config)];
        foreach (HeadRange range in ranges)
        {
            foreach (HeadId end in (HeadId[])[range.First, range.Last])
            {
                if (!all.Contains(end))
                {
                    throw new InputException(
                        $"--heads {range}: there is no head {end}; the model's are 0.0 to {all[^1]}, {config.Layers} layers of {config.Heads}");
                }
            }
        }

        return ranges.Count == 0
            ? all
            : [.. all.Where(head => ranges.Any(range => range.First.CompareTo(head) <= 0 && head.CompareTo(range.Last) <= 0))];
    }

    /// <summary>As it is written.</summary>
    public override string ToString() => First == Last ? First.ToString() : $"{First}-{Last}";

    private static bool TryParseHead(string text, out HeadId head)
    {
        head = default;
        string[] parts = text.Split('.');
        if (parts.Length != 2
            || !int.TryParse(parts[0], NumberStyles.None, CultureInfo.InvariantCulture, out int layer)
            || !int.TryParse(parts[1], NumberStyles.None, CultureInfo.InvariantCulture, out int index))
        {
            return false;
        }

        head = new HeadId(layer, index);
        return true;
    }
}
