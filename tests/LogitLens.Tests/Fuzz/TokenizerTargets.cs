using LogitLens.Tests.Tokenizers;
using LogitLens.TestSupport;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Fuzz;

/// <summary>A tokenizer's files. Whatever vocabulary is accepted, a text that it encodes is decoded as it was.</summary>
internal static class TokenizerTargets
{
    private const string Text = "the cat's 12 hats,\n été 😀 <|endoftext|>";

    // A table of the 65,536 ids that the smallest of files may use.
    private static readonly (long, long) s_tables = (4 << 20, 2_000);

    private static readonly string[] s_tokens = ["th", "the", "\u0120t", "at", "<|endoftext|>"];

    private static readonly byte[] s_vocabulary = FuzzTarget.Utf8(TokenizerJsonText.Bytes(s_tokens))[0];

    private static readonly byte[] s_merges = "#version: 0.2\nt h\nth e\n\u0120 t\na t\n"u8.ToArray();

    private static readonly IReadOnlyList<byte[]> s_json = FuzzTarget.Utf8(
        "{", "}", "[", "]", ",", ":", "\"the\"", "\"th\":256", "\"\u0120x\":261", "\"\\ud83d\"", "\"é\"", "\"\"", "16777215", "16777216", "-1", "true",
        "null", "\"<|endoftext|>\":300");

    public static FuzzTarget TokenizerJson { get; } = new(
        "tokenizer.json",
        [
            Json(new TokenizerJsonText
            {
                Vocab = TokenizerJsonText.Bytes(s_tokens), Merges = """["t h",["th","e"],"\u0120 t","a t"]""",
                AddedTokens = """[{"id":260,"content":"<|endoftext|>","special":true}]""",
            }),
            Json(new TokenizerJsonText { Vocab = TokenizerJsonText.Bytes() }),
        ],
        [
            .. s_json,
            .. FuzzTarget.Utf8("\"model\":", "\"vocab\":", "\"merges\":", "\"added_tokens\":", "\"pre_tokenizer\":", "{\"type\":\"ByteLevel\"}",
            "\"normalizer\":", "\"use_regex\":false", "\"type\":\"BPE\""),
        ],
        (input, folder) => RoundTrip(BytePairTokenizer.FromTokenizerJson(folder.Write("tokenizer.json", input))))
    {
        Allocation = s_tables,
    };

    public static FuzzTarget Vocabulary { get; } = new("vocab.json", [s_vocabulary], s_json, (input, folder) =>
        RoundTrip(BytePairTokenizer.FromFiles(folder.Write("vocab.json", input), folder.Write("merges.txt", s_merges))))
    {
        Allocation = s_tables,
    };

    public static FuzzTarget Merges { get; } = new(
        "merges.txt",
        [s_merges],
        FuzzTarget.Utf8("t h", "th e", "\u0120 t", "\n", "\r\n", " ", "#version: 0.2\n", "\uFEFF", "a t\na t\n", "the the", "\0", "😀 😀"),
        (input, folder) => RoundTrip(BytePairTokenizer.FromFiles(folder.Write("vocab.json", s_vocabulary), folder.Write("merges.txt", input))));

    private static void RoundTrip(BytePairTokenizer tokenizer)
    {
        Assert.Equal(Text, tokenizer.Decode(tokenizer.Encode(Text)));
        Assert.Equal(Text, tokenizer.Decode(tokenizer.Encode(Text, specialTokens: true)));
    }

    private static byte[] Json(TokenizerJsonText text)
    {
        using TemporaryFolder folder = new();
        return File.ReadAllBytes(text.WriteTo(folder));
    }
}
