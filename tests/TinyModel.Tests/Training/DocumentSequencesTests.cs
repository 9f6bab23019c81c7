using LogitLens.Training;
using TinyModel.Training;

namespace TinyModel.Tests.Training;

public class DocumentSequencesTests
{
    private const int End = 99;

    [Fact]
    public void Documents_alone_end_with_the_end_of_text_and_half_begin_with_it()
    {
        IReadOnlyList<TrainingSequence> sequences = Make(joinedShare: 0);

        Assert.Equal(200, sequences.Count);
        Assert.All(sequences, (sequence, i) => Assert.Equal([10 + i % 7, 1, 2, End], sequence.Tokens[^4..]));
        Assert.All(sequences, sequence => Assert.True(sequence.Tokens.Length == 4 || sequence.Tokens[0] == End));
        Assert.InRange(sequences.Count(sequence => sequence.Tokens.Length == 5), 70, 130);
    }

    [Fact]
    public void Joined_documents_fill_the_context_and_are_cut_there()
    {
        IReadOnlyList<TrainingSequence> sequences = Make(joinedShare: 1);

        Assert.All(sequences.SkipLast(1), sequence => Assert.Equal(11, sequence.Tokens.Length));
        Assert.Contains(sequences, sequence => sequence.Tokens[..8] is [_, 1, 2, End, _, 1, 2, End]);
    }

    [Fact]
    public void Weights_go_with_their_tokens()
    {
        foreach (TrainingSequence sequence in Make(joinedShare: 0.5))
        {
            Assert.All(sequence.Tokens, (token, position) => Assert.Equal(token == 2 ? 5 : 1, sequence.WeightOf(position)));
        }
    }

    private static IReadOnlyList<TrainingSequence> Make(double joinedShare) => new DocumentSequences(End, contextLength: 10, joinedShare).Of(
        Enumerable.Range(0, 200).Select(i => new WeightedDocument([10 + i % 7, 1, 2], [1, 1, 5])), new SeededRandom(0, "test"));
}
