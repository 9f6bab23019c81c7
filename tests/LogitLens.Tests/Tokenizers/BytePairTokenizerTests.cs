using FsCheck;
using FsCheck.Fluent;
using LogitLens.TestSupport;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Tokenizers;

public class BytePairTokenizerTests
{
    [Fact]
    public void All_reference_vectors_of_GPT2_match_both_ways()
    {
        BytePairTokenizer tokenizer = TokenizerFixtures.Gpt2;
        int count = 0;
        foreach (string line in File.ReadLines(SharedFiles.Require("data/gpt2-tokenizer/vectors.jsonl")))
        {
            using JsonDocument vector = JsonDocument.Parse(line);
            string text = vector.RootElement.GetProperty("text").GetString()!;
            int[] ids = [.. vector.RootElement.GetProperty("ids").EnumerateArray().Select(id => id.GetInt32())];

            Assert.Equal(ids, tokenizer.Encode(text));
            Assert.Equal(text, tokenizer.Decode(ids));
            count++;
        }

        Assert.Equal(2000, count);
    }

    [Fact]
    public void GPT2_has_50257_tokens_and_ends_with_50256()
    {
        Assert.Equal(50257, TokenizerFixtures.Gpt2.VocabularySize);
        Assert.Equal(50256, TokenizerFixtures.Gpt2.EndOfText);
        Assert.Equal("<|endoftext|>", Assert.Single(TokenizerFixtures.Gpt2.Vocabulary.SpecialTokens).Key);
    }

    [Fact]
    public void End_of_text_in_a_text_is_ordinary_characters_unless_asked_for()
    {
        Assert.Equal([27, 91, 437, 1659, 5239, 91, 29], TokenizerFixtures.Gpt2.Encode("<|endoftext|>"));
        Assert.Equal([50256], TokenizerFixtures.Gpt2.Encode("<|endoftext|>", specialTokens: true));
    }

    [Fact]
    public void Special_tokens_split_the_text_around_them()
    {
        BytePairTokenizer small = TokenizerFixtures.Small;
        int end = small.EndOfText!.Value;

        int[] ids = small.Encode("the cat<|endoftext|><|endoftext|> the <|endoftext", specialTokens: true);

        Assert.Equal([.. small.Encode("the cat"), end, end, .. small.Encode(" the <|endoftext")], ids);
    }

    [Fact]
    public void Of_special_tokens_that_begin_alike_the_longest_is_meant()
    {
        using TemporaryFolder folder = new();
        TokenizerJsonText json = new() { AddedTokens = """[{"id":256,"content":"<a>"},{"id":257,"content":"<a><b>"}]""" };
        BytePairTokenizer tokenizer = BytePairTokenizer.FromTokenizerJson(json.WriteTo(folder));

        Assert.Equal([257, 256, tokenizer.Encode("<")[0]], tokenizer.Encode("<a><b><a><", specialTokens: true));
    }

    [Fact]
    public void Decoding_undoes_encoding_for_any_text()
    {
        Prop.ForAll(TextGenerator.Any, text => TokenizerFixtures.Small.Decode(TokenizerFixtures.Small.Encode(text)) == text)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Decoding_undoes_encoding_with_special_tokens_recognised()
    {
        BytePairTokenizer small = TokenizerFixtures.Small;
        Prop.ForAll(TextGenerator.Any, text => small.Decode(small.Encode(text, specialTokens: true)) == text)
            .Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void GPT2_gives_back_any_text()
    {
        BytePairTokenizer gpt2 = TokenizerFixtures.Gpt2;
        Prop.ForAll(TextGenerator.Any, text => gpt2.Decode(gpt2.Encode(text)) == text).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void Every_character_by_itself_comes_back()
    {
        BytePairTokenizer small = TokenizerFixtures.Small;
        for (int value = 0; value <= 0x10FFFF; value += value < 0x3000 ? 1 : 37)
        {
            if (Rune.IsValid(value))
            {
                string text = char.ConvertFromUtf32(value);
                Assert.Equal(text, small.Decode(small.Encode(text)));
            }
        }
    }

    [Fact]
    public void A_text_cut_where_a_word_ends_encodes_as_its_parts_do()
    {
        Prop.ForAll(TextGenerator.Any, TextGenerator.Any, (left, right) =>
        {
            // After a letter, and before a space and a letter, the pattern always cuts.
            BytePairTokenizer small = TokenizerFixtures.Small;
            return small.Encode(left + "x" + " y" + right).SequenceEqual([.. small.Encode(left + "x"), .. small.Encode(" y" + right)]);
        }).Check(Config.QuickThrowOnFailure.WithMaxTest(500));
    }

    [Fact]
    public void A_lone_surrogate_is_encoded_as_U_FFFD()
    {
        BytePairTokenizer small = TokenizerFixtures.Small;

        Assert.Equal(small.Encode("a\ufffdb \ufffd"), small.Encode("a\ud83db \ude00"));
    }

    [Fact]
    public void A_piece_of_a_million_letters_is_no_trouble()
    {
        string text = string.Concat(Enumerable.Repeat("thecatsat", 111_111));

        Assert.Equal(text, TokenizerFixtures.Small.Decode(TokenizerFixtures.Small.Encode(text)));
    }

    [Fact]
    public void Many_threads_get_what_one_gets()
    {
        BytePairTokenizer shared = new(TokenizerFixtures.Small.Vocabulary);
        string[] texts = [.. Enumerable.Range(0, 2000).Select(i => $"the cat {i % 700} sat on mat{i * 31 % 977}'s hat été 😀 {i}")];
        int[][] expected = [.. texts.Select(text => TokenizerFixtures.Small.Encode(text))];

        Parallel.For(0, texts.Length * 4, i => Assert.Equal(expected[i % texts.Length], shared.Encode(texts[i % texts.Length])));
    }

    [Theory]
    [InlineData(-1)]
    [InlineData(270)]
    public void An_id_without_a_token_cannot_be_decoded(int id)
    {
        InputException error = Assert.Throws<InputException>(() => TokenizerFixtures.Small.Decode(0, id));

        Assert.Equal($"token id {id} is not in the vocabulary, whose ids go from 0 to 269", error.Message);
    }

    [Fact]
    public void An_id_without_a_token_is_shown_by_its_number()
    {
        Assert.Equal("<id 270>", TokenizerFixtures.Small.TokenText(270));
    }

    [Fact]
    public void Half_a_character_decodes_as_U_FFFD_and_shows_as_bytes()
    {
        int[] ids = TokenizerFixtures.Gpt2.Encode("😍");

        Assert.Equal([47249, 235], ids);
        Assert.Equal("\ufffd", TokenizerFixtures.Gpt2.Decode(ids[0]));
        Assert.Equal("\\xF0\\x9F\\x98", TokenizerFixtures.Gpt2.TokenText(47249));
        Assert.Equal("\\x8D", TokenizerFixtures.Gpt2.TokenText(235));
    }
}
