using FsCheck;
using FsCheck.Fluent;

namespace LogitLens.Tests.Tokenizers;

/// <summary>Arbitrary valid Unicode text, rich in what a tokenizer may trip over.</summary>
internal static class TextGenerator
{
    private static readonly string[] s_awkward =
    [
        " ", "  ", "\n", "\r\n", "\t", "\0", "\u001c", "\u0085", "\u00a0", "\u3000", "\u200b", "\ufeff",
        "\ufffd", "\uffff", "'s", "'ll", "'S", "' ",
        "é", "e\u0301", "\u0301", "½", "٣", "中文", "한국어", "שלום", "😀", "👩\u200d🚀", "🇯🇵", "𝒜", "𝟘",
        "<|endoftext|>", "Ġ", "\\n", "it's 12 o'clock",
    ];

    public static Arbitrary<string> Any { get; } = Of(0x10FFFF);

    /// <summary>Without characters that take two UTF-16 units.</summary>
    public static Arbitrary<string> BelowAstral { get; } = Of(0xFFFF);

    private static Arbitrary<string> Of(int highest)
    {
        Gen<string> awkward = Gen.Elements(s_awkward.Where(text => highest > 0xFFFF || !text.Any(char.IsSurrogate)).ToArray());
        Gen<string> piece = Gen.OneOf(awkward, Character(0, 0x7F), Character('a', 'z'), Character(0x80, 0x7FF), Character(0x80, highest));
        return piece.ListOf().Select(string.Concat).ToArbitrary();
    }

    private static Gen<string> Character(int lowest, int highest)
    {
        return Gen.Choose(lowest, highest).Where(value => value is < 0xD800 or > 0xDFFF).Select(char.ConvertFromUtf32);
    }
}
