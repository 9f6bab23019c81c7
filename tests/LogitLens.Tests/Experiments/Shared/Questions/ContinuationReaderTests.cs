using LogitLens.Experiments;
using LogitLens.TestSupport;
using LogitLens.Tokenizers;

namespace LogitLens.Tests.Experiments.Questions;

public sealed class ContinuationReaderTests
{
    private readonly BytePairTokenizer _tokenizer = BytePairTokenizer.FromFolder(SharedFiles.Require("data/gpt2-tokenizer"));

    [Fact]
    public void A_text_ends_before_the_first_stop_sequence()
    {
        Continuation read = new ContinuationReader(_tokenizer, ["Q:", "\n"]).Read(_tokenizer.Encode(" 13\nQ: next"));

        Assert.Equal((" 13", FinishReason.Stop), (read.Text, read.Finish));
    }

    [Fact]
    public void A_stop_sequence_is_found_across_tokens()
    {
        ContinuationReader reader = new(_tokenizer, ["END HERE"]);
        int[] tokens = _tokenizer.Encode("all END HERE");

        Assert.True(tokens.Length > 2);
        Assert.False(reader.IsFinished(tokens[..^1]));
        Assert.True(reader.IsFinished(tokens));
    }

    [Fact]
    public void The_models_own_end_of_text_ends_it_and_is_no_part_of_it()
    {
        int end = _tokenizer.EndOfText!.Value;
        Continuation read = new ContinuationReader(_tokenizer, []).Read([.. _tokenizer.Encode(" 13"), end]);

        Assert.Equal((" 13", FinishReason.EndOfText), (read.Text, read.Finish));
    }

    [Fact]
    public void Without_a_stop_sequence_the_limit_ends_it() =>
        Assert.Equal(FinishReason.Length, new ContinuationReader(_tokenizer, ["\n"]).Read(_tokenizer.Encode(" 13 and")).Finish);
}
