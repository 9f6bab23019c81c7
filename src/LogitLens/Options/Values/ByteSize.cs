using System.Text.RegularExpressions;

namespace LogitLens.Options;

/// <summary>A size in bytes, written with a unit: <c>2GiB</c>, <c>512MiB</c>, <c>1.5GB</c>, <c>4096</c>.</summary>
/// <param name="Bytes">The number of bytes.</param>
[JsonConverter(typeof(OptionValueJsonConverter<ByteSize>))]
public readonly partial record struct ByteSize(long Bytes) : IOptionValue<ByteSize>
{
    private static readonly (string Unit, long Bytes)[] s_units =
    [
        ("TiB", 1L << 40), ("GiB", 1L << 30), ("MiB", 1L << 20), ("KiB", 1L << 10),
        ("TB", 1_000_000_000_000), ("GB", 1_000_000_000), ("MB", 1_000_000), ("KB", 1_000), ("B", 1),
    ];

    /// <inheritdoc/>
    public static OptionForm Form { get; } = new(
        "SIZE", "a size such as 512MiB, 2GiB or 1.5GB", "^[0-9]+(\\.[0-9]+)? ?([KMGTkmgt]?[iI]?[bB])?$");

    /// <summary>That many GiB (1,073,741,824 bytes each).</summary>
    public static ByteSize FromGiB(double count) => new((long)(count * (1L << 30)));

    /// <inheritdoc/>
    public static bool TryParse(string text, out ByteSize value)
    {
        value = default;
        Match match = Shape().Match(text);
        if (!match.Success || !double.TryParse(match.Groups[1].Value, CultureInfo.InvariantCulture, out double count))
        {
            return false;
        }

        string unit = match.Groups[2].Value;
        long each = unit.Length == 0 ? 1 : s_units.FirstOrDefault(u => u.Unit.Equals(unit, StringComparison.OrdinalIgnoreCase)).Bytes;
        double bytes = count * each;
        value = new ByteSize((long)bytes);
        return each > 0 && bytes is >= 1 and < long.MaxValue;
    }

    /// <summary>The size in the largest binary unit that divides it, else in bytes: <c>2GiB</c>, <c>1500000B</c>.</summary>
    public override string ToString()
    {
        long bytes = Bytes;
        (string unit, long each) = s_units.First(u => (u.Unit.Contains('i') || u.Bytes == 1) && bytes % u.Bytes == 0);
        return $"{bytes / each}{unit}";
    }

    /// <summary>The size rounded for reading: <c>1.4 GiB</c>.</summary>
    public string ToApproximateString()
    {
        long bytes = Bytes;
        (string unit, long each) = s_units.First(u => (u.Unit.Contains('i') && bytes >= u.Bytes) || u.Bytes == 1);
        return string.Create(CultureInfo.InvariantCulture, $"{bytes / (double)each:0.#} {unit}");
    }

    [GeneratedRegex(@"^([0-9]+(?:\.[0-9]+)?) ?([A-Za-z]*)$")]
    private static partial Regex Shape();
}
