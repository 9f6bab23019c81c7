using System.Text.Encodings.Web;
using LogitLens.TestSupport;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

/// <summary>A small valid tokenizer.json, of which a test replaces what it is about. Each property is JSON text.</summary>
internal sealed record TokenizerJsonText
{
    private static readonly JsonSerializerOptions s_relaxed = new() { Encoder = JavaScriptEncoder.UnsafeRelaxedJsonEscaping };

    public string ModelType { get; init; } = "\"BPE\"";

    public string Vocab { get; init; } = Bytes();

    public string Merges { get; init; } = "[]";

    public string AddedTokens { get; init; } = "[]";

    public string Normalizer { get; init; } = "null";

    public string PreTokenizer { get; init; } = """{"type":"ByteLevel","add_prefix_space":false,"trim_offsets":true}""";

    public string MoreOfModel { get; init; } = "";

    /// <summary>A vocabulary of the 256 bytes, ids as GPT-2's, then the tokens given.</summary>
    public static string Bytes(params string[] more)
    {
        IEnumerable<string> tokens = ByteAlphabet.InOrder.Select(value => ByteAlphabet.Spell(value).ToString()).Concat(more);
        return JsonSerializer.Serialize(tokens.Index().ToDictionary(token => token.Item, token => token.Index), s_relaxed);
    }

    public string WriteTo(TemporaryFolder folder) => folder.Write("tokenizer.json", $$"""
        {"version":"1.0","truncation":null,"padding":null,"added_tokens":{{AddedTokens}},"normalizer":{{Normalizer}},
        "pre_tokenizer":{{PreTokenizer}},"post_processor":null,"decoder":{"type":"ByteLevel"},
        "model":{"type":{{ModelType}},"dropout":null,"unk_token":null,"continuing_subword_prefix":"","end_of_word_suffix":"",{{MoreOfModel}}
        "vocab":{{Vocab}},"merges":{{Merges}} } }
        """);
}
