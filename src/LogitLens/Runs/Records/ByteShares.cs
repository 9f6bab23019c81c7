namespace LogitLens.Runs;

/// <summary>Many shares of 0 to 1 for pages of results, a byte each: 255 is 1. In JSON they are base64.</summary>
/// <param name="Bytes">The bytes.</param>
internal sealed record ByteShares(byte[] Bytes)
{
    private const string Key = "bytes";

    /// <summary>Rounds shares to bytes.</summary>
    public static ByteShares Of(IEnumerable<float> shares) => new([.. shares.Select(share => (byte)Math.Round(255 * Math.Clamp(share, 0, 1)))]);

    /// <summary>
    /// Whether both are such shares, alike but for rounding: a share that lies between two bytes is one on one machine and the other on another.
    /// </summary>
    public static bool AreAlike(JsonElement first, JsonElement second) =>
        Read(first) is { } a && Read(second) is { } b && a.Length == b.Length && a.Zip(b).All(pair => Math.Abs(pair.First - pair.Second) <= 1);

    private static byte[]? Read(JsonElement element) =>
        element.EnumerateObject().Count() == 1 && element.TryGetProperty(Key, out JsonElement value) && value.ValueKind == JsonValueKind.String
            && value.TryGetBytesFromBase64(out byte[]? bytes) ? bytes : null;
}
