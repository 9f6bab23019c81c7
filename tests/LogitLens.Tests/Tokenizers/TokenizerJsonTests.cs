using LogitLens.TestSupport;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class TokenizerJsonTests
{
    [Theory]
    [InlineData("""["t h","th e","Ġ the"]""")]
    [InlineData("""[["t","h"],["th","e"],["Ġ","the"]]""")]
    public void Merges_may_be_strings_or_pairs(string merges)
    {
        string vocabulary = TokenizerJsonText.Bytes("th", "the", "Ġthe");
        BytePairTokenizer tokenizer = Read(new() { Vocab = vocabulary, Merges = merges });

        Assert.Equal([257, 258], tokenizer.Encode("the the"));
        Assert.Equal([256, 64], tokenizer.Encode("tha"));
    }

    [Fact]
    public void Added_tokens_are_special_with_or_without_a_place_in_the_vocabulary()
    {
        BytePairTokenizer tokenizer = Read(new TokenizerJsonText
        {
            Vocab = TokenizerJsonText.Bytes("<|endoftext|>"),
            AddedTokens = """[{"id":256,"content":"<|endoftext|>","special":true},{"id":257,"content":"[été 😀]","special":false}]""",
        });

        Assert.Equal(258, tokenizer.VocabularySize);
        Assert.Equal(256, tokenizer.EndOfText);
        Assert.Equal([256, 257], tokenizer.Encode("<|endoftext|>[été 😀]", specialTokens: true));
        Assert.Equal("[été 😀]", tokenizer.Decode(257));
    }

    [Fact]
    public void An_added_token_of_one_character_leaves_ordinary_text_alone()
    {
        BytePairTokenizer tokenizer = Read(new TokenizerJsonText { AddedTokens = """[{"id":256,"content":"\n"}]""" });

        Assert.Equal([198], tokenizer.Encode("\n"));
        Assert.Equal([256], tokenizer.Encode("\n", specialTokens: true));
    }

    [Fact]
    public void A_file_without_a_model_type_as_GPT2s_first_is_read()
    {
        Assert.Equal(256, Read(new TokenizerJsonText { ModelType = "null" }).VocabularySize);
    }

    [Fact]
    public void A_file_with_the_same_tokens_and_merges_encodes_as_vocab_and_merges_do()
    {
        using TemporaryFolder folder = new();
        BytePairTokenizer small = TokenizerFixtures.Small;
        small.Vocabulary.Save(folder.Path);
        string[] merges = [.. File.ReadLines(folder.File("merges.txt")).Skip(1)];
        BytePairTokenizer tokenizer = Read(new TokenizerJsonText
        {
            Vocab = File.ReadAllText(folder.File("vocab.json")),
            Merges = System.Text.Json.JsonSerializer.Serialize(merges),
            AddedTokens = $$"""[{"id":{{small.EndOfText}},"content":"<|endoftext|>"}]""",
        });

        const string Text = "the cat isn't on the dogs' mat 123 😀 <|endoftext|>";
        Assert.Equal(small.Encode(Text), tokenizer.Encode(Text));
        Assert.Equal(small.Encode(Text, specialTokens: true), tokenizer.Encode(Text, specialTokens: true));
    }

    [Fact]
    public void Another_model_is_refused()
    {
        AssertRefused(new() { ModelType = "\"WordPiece\"" }, ": model.type is \"WordPiece\"; expected \"BPE\", as GPT-2 has it");
    }

    [Theory]
    [InlineData("""{"type":"Whitespace"}""", ".type is \"Whitespace\"; expected \"ByteLevel\", as GPT-2 has it")]
    [InlineData("""{"type":"ByteLevel","add_prefix_space":true}""", ".add_prefix_space is true; expected false, as GPT-2 has it")]
    [InlineData("""{"type":"ByteLevel","use_regex":false}""", ".use_regex is false; expected true, as GPT-2 has it")]
    [InlineData("null", " is null; expected an object")]
    public void Another_pre_tokenizer_is_refused(string preTokenizer, string problem)
    {
        AssertRefused(new() { PreTokenizer = preTokenizer }, ": pre_tokenizer" + problem);
    }

    [Fact]
    public void A_normalizer_is_refused()
    {
        AssertRefused(
            new() { Normalizer = """{"type":"Lowercase"}""" },
            ": normalizer is of type \"Lowercase\"; expected none, as GPT-2 has it");
    }

    [Theory]
    [InlineData("\"byte_fallback\":true,", "model.byte_fallback is true; expected none, as GPT-2 has it")]
    [InlineData("\"ignore_merges\":true,", "model.ignore_merges is true; expected none, as GPT-2 has it")]
    public void Other_ways_of_merging_are_refused(string model, string problem)
    {
        AssertRefused(new() { MoreOfModel = model }, ": " + problem);
    }

    [Fact]
    public void A_vocabulary_that_is_no_object_is_refused()
    {
        AssertRefused(new() { Vocab = "[]" }, ": model.vocab is an array; expected an object");
    }

    [Theory]
    [InlineData("""["a b","a b c"]""", ", model.merges[1]: \"a b c\" is not a merge; expected two tokens with one space between")]
    [InlineData("""["a b",["a"]]""", ", model.merges[1]: an array is not a merge; expected \"a b\" or [\"a\", \"b\"]")]
    [InlineData("""["a b",7]""", ", model.merges[1]: 7 is not a merge; expected \"a b\" or [\"a\", \"b\"]")]
    public void A_malformed_merge_is_named_by_its_place(string merges, string problem)
    {
        AssertRefused(new() { Vocab = TokenizerJsonText.Bytes("ab"), Merges = merges }, problem);
    }

    [Fact]
    public void A_merge_of_an_unknown_token_is_named_by_its_place()
    {
        using TemporaryFolder folder = new();
        string path = new TokenizerJsonText { Vocab = TokenizerJsonText.Bytes("ab"), Merges = """["a b","ab xy"]""" }.WriteTo(folder);

        InputException error = Assert.Throws<InputException>(() => BytePairTokenizer.FromTokenizerJson(path));

        Assert.Equal($"{path}, model.merges[1]: the merge \"ab xy\" names the token \"xy\", which {path} does not list", error.Message);
    }

    [Theory]
    [InlineData("""[{"id":3,"content":"new"}]""", ": id 3 belongs to two tokens, \"$\" and \"new\"")]
    [InlineData("""[{"id":300,"content":"a"}]""", ": added token \"a\" has id 300, but the vocabulary gives it 64")]
    [InlineData("[7]", ": 7 in added_tokens is not a token; expected an object with a content and an id")]
    [InlineData("""[{"id":"1"}]""", ": an object in added_tokens is not a token; expected an object with a content and an id")]
    public void An_added_token_that_does_not_fit_in_is_refused(string added, string problem)
    {
        AssertRefused(new() { AddedTokens = added }, problem);
    }

    [Fact]
    public void A_vocabulary_spelt_in_plain_text_is_refused()
    {
        AssertRefused(
            new() { Vocab = TokenizerJsonText.Bytes("▁the") },
            ": token 256, \"▁the\", is not spelt in GPT-2's byte alphabet; not a byte-level vocabulary");
    }

    [Theory]
    [InlineData("[1]", ": the file holds an array; expected an object")]
    [InlineData("{}", ": model is missing; expected an object")]
    [InlineData("{\n\"model\": oops}", ", line 2, byte 10: not valid JSON: 'o' is an invalid start of a value")]
    public void What_is_no_tokenizer_at_all_is_refused(string content, string problem)
    {
        using TemporaryFolder folder = new();
        string path = folder.Write("tokenizer.json", content);

        Assert.Equal(path + problem, Assert.Throws<InputException>(() => BytePairTokenizer.FromTokenizerJson(path)).Message);
    }

    private static BytePairTokenizer Read(TokenizerJsonText json)
    {
        using TemporaryFolder folder = new();
        return BytePairTokenizer.FromTokenizerJson(json.WriteTo(folder));
    }

    private static void AssertRefused(TokenizerJsonText json, string problem)
    {
        using TemporaryFolder folder = new();
        string path = json.WriteTo(folder);

        Assert.Equal(path + problem, Assert.Throws<InputException>(() => BytePairTokenizer.FromTokenizerJson(path)).Message);
    }
}
