using LogitLens.Datasets;
using LogitLens.Experiments.AttentionMask;
using LogitLens.Tokenizers;
using TinyModel.Training;

namespace LogitLens.Tests.Experiments.AttentionMask.Regions;

public sealed class WordSearchTests
{
    // Learns " the" from its words, so that " theater" begins with the token of " the"; all other tokens are bytes.
    private static readonly BytePairTokenizer s_tokenizer = new(BytePairTrainer.Train(["the the the", "a the the"], 257 + 3));

    private readonly WordSearch _search = new(s_tokenizer);

    [Fact]
    public void A_whole_word_is_not_the_beginning_of_a_longer_one()
    {
        Assert.Equal([" the"], Found("in the theater", _search.Whole, "the"));
        Assert.Equal([" the", " the"], Found("in the theater", _search.Pieces, "the"));
    }

    [Theory]
    [InlineData("the end", "the", 1)]
    [InlineData("bathe, lathe", "the", 0)]
    [InlineData("other the", "the", 1)]
    [InlineData("the the\nthe.", "the", 3)]
    [InlineData("The the", "the", 1)]
    [InlineData("it's (it) it", "it", 3)]
    [InlineData("is n't isn't", "n't", 1)]
    [InlineData("wow! wow!!", "!", 3)]
    [InlineData("the_end the2", "the", 0)]
    [InlineData("théâtre thé", "th", 0)]
    [InlineData("the\u0301 the", "the", 1)]
    [InlineData("élan lan", "lan", 1)]
    [InlineData("🎭the🎭", "the", 1)]
    [InlineData("", "the", 0)]
    public void A_word_ends_where_no_letter_or_digit_joins_it(string text, string word, int count) =>
        Assert.Equal(count, _search.Whole(word, s_tokenizer.Encode(text)).Count());

    [Fact]
    public void A_word_of_several_tokens_counts_as_a_whole() => Assert.Equal([" theater"], Found("in the theater.", _search.Whole, "theater"));

    [Fact]
    public void Several_words_are_found_across_their_space() => Assert.Equal([" the end"], Found("at the end", _search.Whole, "the end"));

    [Fact]
    public void A_token_that_is_no_text_parts_words()
    {
        int[] ids = [.. s_tokenizer.Encode("o"), s_tokenizer.EndOfText!.Value, .. s_tokenizer.Encode("the"), s_tokenizer.VocabularySize + 5];

        Assert.Equal([new Span(2, ids.Length - 1)], _search.Whole("the", ids));
        Assert.Empty(_search.Whole("endoftext", ids));
    }

    private static IEnumerable<string> Found(string text, Func<string, int[], IEnumerable<Span>> search, string word)
    {
        int[] ids = s_tokenizer.Encode(text);
        return search(word, ids).Select(span => s_tokenizer.Decode(ids.AsSpan(span.Start, span.Length)));
    }
}
