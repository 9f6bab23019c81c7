using LogitLens.Models;
using LogitLens.TestSupport;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

public class NextTokenObjectiveTests
{
    [Fact]
    public void Loss_of_a_sequence_is_the_sum_of_minus_the_log_probabilities_of_its_tokens_after_the_first()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();
        TrainingSequence sequence = new([3, 1, 4, 1, 5]);

        Close.Assert(Exact(model, sequence), new NextTokenObjective().Sum(model, [sequence]).item<float>(), Tolerance.Forward);
    }

    [Fact]
    public void Loss_of_a_padded_batch_is_the_sum_of_its_sequences()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();
        TrainingSequence[] sequences = RandomModel.Sequences(12);

        Close.Assert(Exact(model, sequences), new NextTokenObjective().Sum(model, sequences).item<float>(), Tolerance.Edited);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(50)]
    [InlineData(1000)]
    public void Mean_loss_does_not_depend_on_how_a_batch_is_cut(int tokensAtOnce)
    {
        using Transformer model = RandomModel.Create();
        TrainingSequence[] sequences = RandomModel.Sequences(12);

        double expected = Exact(model, sequences) / sequences.Sum(sequence => sequence.TotalWeight);

        Close.Assert(expected, Mean(model, sequences, tokensAtOnce), Tolerance.Forward);
    }

    [Fact]
    public void Weights_choose_what_counts()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = [3, 1, 4, 1, 5];
        double answer = Exact(model, new TrainingSequence(tokens)) - Exact(model, new TrainingSequence(tokens[..3]));

        Close.Assert(answer, new NextTokenObjective().Sum(model, [new TrainingSequence(tokens, [0, 0, 0, 1, 1])]).item<float>(), Tolerance.Forward);
        Close.Assert(2 * answer, new NextTokenObjective().Sum(model, [new TrainingSequence(tokens, [0, 0, 0, 2, 2])]).item<float>(), Tolerance.Forward);
    }

    [Fact]
    public void Mean_loss_divides_by_the_weights()
    {
        using Transformer model = RandomModel.Create();
        int[] tokens = [3, 1, 4, 1, 5];
        double mean = (Exact(model, new TrainingSequence(tokens)) - Exact(model, new TrainingSequence(tokens[..3]))) / 2;

        Close.Assert(mean, Mean(model, [new TrainingSequence(tokens, [0, 0, 0, 1, 1])], 100), Tolerance.Forward);
        Close.Assert(mean, Mean(model, [new TrainingSequence(tokens, [0, 0, 0, 3, 3])], 100), Tolerance.Forward);
    }

    [Fact]
    public void Loss_of_nothing_is_zero()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal(0, new NextTokenObjective().Sum(model, [new TrainingSequence([1, 2, 3], [1, 0, 0])]).item<float>());
    }

    [Fact]
    public void Sequences_that_cannot_be_learnt_from_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TrainingSequence([1]));
        Assert.Throws<ArgumentException>(() => new TrainingSequence([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new TrainingSequence([1, 2], [1, -1]));
        Assert.Throws<ArgumentException>(() => new TrainingSequence([1, 2], [1, float.NaN]));
    }

    // One sequence at a time in float64: the sum of -log p over the tokens after the first.
    private static double Exact(Transformer model, params TrainingSequence[] sequences)
    {
        using Transformer exact = Float64.Of(model);
        using DisposeScope scope = NewDisposeScope();
        return sequences.Sum(sequence =>
        {
            Tensor log = exact.Forward(new TokenBatch([sequence.Tokens[..^1]])).log_softmax(-1).select(0, 0); // [position, vocabulary]
            return -Enumerable.Range(1, sequence.Tokens.Length - 1).Sum(p => log.select(0, p - 1).select(0, sequence.Tokens[p]).item<double>());
        });
    }

    private static double Mean(Transformer model, IReadOnlyList<TrainingSequence> sequences, int tokensAtOnce) =>
        ((ITrainingObjective)new NextTokenObjective()).Mean(model, sequences, tokensAtOnce);
}
