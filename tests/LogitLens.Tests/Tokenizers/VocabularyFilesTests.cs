using LogitLens.TestSupport;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public sealed class VocabularyFilesTests : IDisposable
{
    private readonly TemporaryFolder _folder = new();

    public void Dispose() => _folder.Dispose();

    [Theory]
    [InlineData("#version: 0.2\na b\nab c\n")]
    [InlineData("a b\nab c")]
    [InlineData("#version: 0.2\r\na b\r\nab c\r\n\r\n")]
    [InlineData("\ufeffa b\nab c\n")]
    public void Merges_are_read_with_or_without_a_header_whatever_the_line_ends(string merges)
    {
        Assert.Equal([257, 256, 67], Read(TokenizerJsonText.Bytes("ab", "abc"), merges).Encode("abcabd"));
    }

    [Fact]
    public void A_merge_of_two_number_signs_is_no_header()
    {
        Assert.Equal([256], Read(TokenizerJsonText.Bytes("##"), "# #\n").Encode("##"));
    }

    [Fact]
    public void Ids_need_not_follow_the_order_of_the_file_nor_of_the_merges()
    {
        string vocabulary = "{\"bc\":300,\"ab\":299," + TokenizerJsonText.Bytes()[1..];
        BytePairTokenizer tokenizer = Read(vocabulary, "b c\na b\n");

        Assert.Equal([64, 300, 299], tokenizer.Encode("abcab"));
        Assert.Equal(301, tokenizer.VocabularySize);
        Assert.False(tokenizer.Vocabulary.Contains(298));
    }

    [Fact]
    public void Tokens_that_no_merge_makes_are_special()
    {
        BytePairTokenizer tokenizer = Read(TokenizerJsonText.Bytes("ab", "<|endoftext|>", "[my pad]"), "a b\n");

        Assert.Equal(["<|endoftext|>", "[my pad]"], tokenizer.Vocabulary.SpecialTokens.Keys.Order());
        Assert.Equal([256, 258, 257], tokenizer.Encode("ab[my pad]<|endoftext|>", specialTokens: true));
        Assert.Equal("[my pad]", tokenizer.Decode(258));
    }

    [Fact]
    public void What_is_saved_reads_back_the_same()
    {
        string tokens = TokenizerJsonText.Bytes("ab", "Ġab", "<|endoftext|>", "[my pad]");
        BytePairVocabulary vocabulary = Read(tokens, "a b\nĠ ab\n").Vocabulary;
        vocabulary.Save(_folder.File("saved"));
        BytePairVocabulary back = BytePairTokenizer.FromFolder(_folder.File("saved")).Vocabulary;

        Assert.Equal(vocabulary.Merges, back.Merges);
        Assert.Equal(vocabulary.SpecialTokens, back.SpecialTokens);
        Assert.All(Enumerable.Range(0, vocabulary.Size), id => Assert.Equal(vocabulary.BytesOf(id), back.BytesOf(id)));
    }

    [Fact]
    public void A_missing_file_is_named()
    {
        string vocabulary = _folder.Write("vocab.json", TokenizerJsonText.Bytes());
        string missing = _folder.File("merges.txt");

        foreach ((string first, string second) in (ReadOnlySpan<(string, string)>)[(vocabulary, missing), (missing, vocabulary)])
        {
            InputException error = Assert.Throws<InputException>(() => BytePairTokenizer.FromFiles(first, second));
            Assert.Equal($"{missing}: no such file", error.Message);
        }
    }

    [Theory]
    [InlineData("", 1, 1)]
    [InlineData("{\"a\": 0,\n \"b\" 1}", 2, 6)]
    [InlineData("{\"a\": 0", 1, 8)]
    [InlineData("{\"a\": 0} x", 1, 10)]
    public void What_is_not_JSON_is_refused_with_its_place(string vocabulary, int line, int position)
    {
        InputException error = Assert.Throws<InputException>(() => Read(vocabulary, ""));

        Assert.StartsWith($"{_folder.File("vocab.json")}, line {line}, byte {position}: not valid JSON: ", error.Message);
        Assert.DoesNotContain('\n', error.Message);
    }

    [Theory]
    [InlineData("[1]", ": begins with [; expected a JSON object from token to id")]
    [InlineData("{\"a\": \"0\"}", ": the id of token \"a\" is a string; expected a whole number")]
    [InlineData("{\"a\": 0.5}", ": the id of token \"a\" is 0.5; expected a whole number")]
    [InlineData("{\"a\": null}", ": the id of token \"a\" is null; expected a whole number")]
    [InlineData("{\"a\": -1}", ": token \"a\" has id -1; ids go from 0 to 65535 in a file of this size")]
    [InlineData("{\"a\": 16777215}", ": token \"a\" has id 16777215; ids go from 0 to 65535 in a file of this size")]
    [InlineData("{\"a\": 99999999999}", ": token \"a\" has id 99999999999; ids go from 0 to 65535 in a file of this size")]
    [InlineData("{\"a\": 1, \"a\": 2}", ": token \"a\" is listed twice, with ids 1 and 2")]
    [InlineData("{\"a\": 1, \"b\": 1}", ": id 1 belongs to two tokens, \"a\" and \"b\"")]
    [InlineData("{\"\": 1}", ": the token with id 1 is empty")]
    [InlineData("{\"a\": 1}", ": no token for the byte 0x00 (\"Ā\"); a byte-level vocabulary has all 256 bytes")]
    public void A_wrong_vocabulary_is_refused_with_what_is_wrong(string vocabulary, string problem)
    {
        InputException error = Assert.Throws<InputException>(() => Read(vocabulary, ""));

        Assert.Equal(_folder.File("vocab.json") + problem, error.Message);
    }

    [Fact]
    public void Half_a_surrogate_pair_in_the_vocabulary_is_refused()
    {
        InputException error = Assert.Throws<InputException>(() => Read("{\"\\ud800\": 1}", ""));

        Assert.StartsWith(_folder.File("vocab.json") + ": a string in the file is not valid Unicode: ", error.Message);
    }

    [Theory]
    [InlineData("a b\nab xy\n", "line 2: the merge \"ab xy\" names the token \"xy\", which VOCAB does not list")]
    [InlineData("#version: 0.2\n\nxy a\n", "line 3: the merge \"xy a\" names the token \"xy\", which VOCAB does not list")]
    [InlineData("a c\n", "line 1: the merge \"a c\" makes the token \"ac\", which VOCAB does not list")]
    [InlineData("a b\nab\n", "line 2: \"ab\" is not a merge; expected two tokens with one space between")]
    [InlineData("a b c\n", "line 1: \"a b c\" is not a merge; expected two tokens with one space between")]
    [InlineData(" a\n", "line 1: \" a\" is not a merge; expected two tokens with one space between")]
    [InlineData("▁ a\n", "line 1: the merge \"▁ a\" is not spelt in GPT-2's byte alphabet; not a byte-level vocabulary")]
    public void A_wrong_merge_is_named_by_its_line(string merges, string problem)
    {
        InputException error = Assert.Throws<InputException>(() => Read(TokenizerJsonText.Bytes("ab"), merges));

        Assert.Equal($"{_folder.File("merges.txt")}, {problem.Replace("VOCAB", _folder.File("vocab.json"))}", error.Message);
    }

    private BytePairTokenizer Read(string vocabulary, string merges)
    {
        return BytePairTokenizer.FromFiles(_folder.Write("vocab.json", vocabulary), _folder.Write("merges.txt", merges));
    }
}
