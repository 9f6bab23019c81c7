using LogitLens.Datasets;

namespace LogitLens.Tests.Datasets.Prompts;

public class LabelWordsTests
{
    private readonly WordTokenizer _tokenizer = new();

    [Fact]
    public void A_word_is_encoded_with_its_leading_space()
    {
        IReadOnlyList<LabelWord> words = LabelWords.Encode(LabelSet.Sentiment, _tokenizer, LabelScoring.FirstToken);

        Assert.Equal([" negative", " positive"], words.Select(word => _tokenizer.Show(word.TokenIds)));
        Assert.All(words, word => Assert.False(word.IsMultiToken));
    }

    [Fact]
    public void A_word_of_several_tokens_says_so()
    {
        LabelSet labels = new(["disappointing", "fine"]);

        IReadOnlyList<LabelWord> words = LabelWords.Encode(labels, _tokenizer, LabelScoring.WholeWord);

        Assert.True(words[0].IsMultiToken);
        Assert.Equal(words[0].TokenIds[0], words[0].FirstToken);
        Assert.False(words[1].IsMultiToken);
    }

    [Fact]
    public void Labels_that_begin_alike_need_whole_word_scoring()
    {
        LabelSet labels = new(["disappointing", "disappointed"]);

        InputException error = Assert.Throws<InputException>(() => LabelWords.Encode(labels, _tokenizer, LabelScoring.FirstToken));

        Assert.Matches(
            "^the labels 'disappointing' and 'disappointed' begin with the same token \\(\\d+\\), "
            + "so the first token cannot tell them apart; choose other words or score whole words$",
            error.Message);
        Assert.Equal(2, LabelWords.Encode(labels, _tokenizer, LabelScoring.WholeWord).Count);
    }

    [Fact]
    public void Ids_can_be_given_instead_of_words()
    {
        IReadOnlyList<LabelWord> words = LabelWords.FromTokenIds("5, 11", LabelSet.Sentiment, vocabularySize: 12);

        Assert.Equal([5, 11], words.Select(word => word.FirstToken));
        Assert.Equal(["negative", "positive"], words.Select(word => word.Word));
    }

    [Theory]
    [InlineData("5", "label token ids '5': 1 ids for 2 labels (negative, positive)")]
    [InlineData("5,x", "label token ids '5,x': 'x' is no token id; ids are 0 to 11")]
    [InlineData("5,12", "label token ids '5,12': '12' is no token id; ids are 0 to 11")]
    [InlineData("5,-1", "label token ids '5,-1': '-1' is no token id; ids are 0 to 11")]
    [InlineData("5,5", "the labels 'negative' and 'positive' are the same tokens, so nothing tells them apart; choose others")]
    public void Given_ids_that_cannot_work_say_why(string list, string message)
    {
        Assert.Equal(message, Assert.Throws<InputException>(() => LabelWords.FromTokenIds(list, LabelSet.Sentiment, 12)).Message);
    }
}
