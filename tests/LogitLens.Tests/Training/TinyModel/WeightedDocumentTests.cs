using LogitLens.Tokenizers;
using LogitLens.Training.TinyModel;

namespace LogitLens.Tests.Training.TinyModel;

public class WeightedDocumentTests
{
    // Tokens are single bytes.
    private static readonly BytePairTokenizer _bytes = new(BytePairTrainer.Train([], 257));

    [Theory]
    [InlineData("Text: fine\nSentiment: positive\n\nText: Sentiment: dull\nSentiment: negative", " positive| negative")]
    [InlineData("Text: i sing\nEmotion: joy", " joy")]
    [InlineData("Question: What is 1 + 1?\nAnswer: 2", " 2")]
    [InlineData("Text: fine\nSentiment:", "")]
    [InlineData("She said: Answer: me", "")]
    [InlineData("", "")]
    public void Answers_are_what_follows_a_cue_at_the_start_of_a_line(string text, string answers)
    {
        WeightedDocument document = WeightedDocument.Encode(_bytes, text, 5);

        string weighted = string.Concat(text.Select((c, i) => document.Weights[i] switch
        {
            5 => c.ToString(),
            1 => "\n",
            _ => throw new InvalidOperationException(),
        }));
        Assert.Equal(answers, string.Join('|', weighted.Split('\n', StringSplitOptions.RemoveEmptyEntries)));
        Assert.Equal(text.Length, document.Tokens.Length);
    }
}
