using LogitLens.Models;
using LogitLens.Training;

namespace LogitLens.Tests.Training;

public class LanguageModelLossTests
{
    private const double Tolerance = 1e-4;

    [Fact]
    public void Loss_of_a_sequence_is_the_sum_of_minus_the_log_probabilities_of_its_tokens_after_the_first()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = [3, 1, 4, 1, 5];

        Tensor logProbabilities = model.Forward(new TokenBatch([tokens])).log_softmax(-1);
        double expected = -Enumerable.Range(1, 4).Sum(p => logProbabilities.select(0, 0).select(0, p - 1).select(0, tokens[p]).item<float>());

        Assert.Equal(expected, LanguageModelLoss.Sum(model, [new TrainingSequence(tokens)]).item<float>(), Tolerance);
    }

    [Fact]
    public void Loss_of_a_padded_batch_is_the_sum_of_its_sequences_alone()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();
        TrainingSequence[] sequences = RandomModel.Sequences(12);

        double alone = sequences.Sum(sequence => (double)LanguageModelLoss.Sum(model, [sequence]).item<float>());

        Assert.Equal(alone, LanguageModelLoss.Sum(model, sequences).item<float>(), Tolerance * alone);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(20)]
    [InlineData(50)]
    public void Mean_loss_does_not_depend_on_how_a_batch_is_cut(int tokensAtOnce)
    {
        using Transformer model = RandomModel.Create();
        TrainingSequence[] sequences = RandomModel.Sequences(12);

        double whole = LanguageModelLoss.Mean(model, sequences, 1000);

        Assert.Equal(whole, LanguageModelLoss.Mean(model, sequences, tokensAtOnce), Tolerance);
    }

    [Fact]
    public void Weights_choose_what_counts()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();
        int[] tokens = [3, 1, 4, 1, 5];

        double whole = LanguageModelLoss.Sum(model, [new TrainingSequence(tokens)]).item<float>();
        double start = LanguageModelLoss.Sum(model, [new TrainingSequence(tokens[..3])]).item<float>();
        double answer = LanguageModelLoss.Sum(model, [new TrainingSequence(tokens, [0, 0, 0, 1, 1])]).item<float>();
        double doubled = LanguageModelLoss.Sum(model, [new TrainingSequence(tokens, [0, 0, 0, 2, 2])]).item<float>();

        Assert.Equal(whole - start, answer, Tolerance);
        Assert.Equal(2 * answer, doubled, Tolerance);
    }

    [Fact]
    public void Mean_loss_divides_by_the_weights()
    {
        using Transformer model = RandomModel.Create();
        int[] tokens = [3, 1, 4, 1, 5];

        double once = LanguageModelLoss.Mean(model, [new TrainingSequence(tokens, [0, 0, 0, 1, 1])], 100);
        double thrice = LanguageModelLoss.Mean(model, [new TrainingSequence(tokens, [0, 0, 0, 3, 3])], 100);

        Assert.Equal(once, thrice, Tolerance);
    }

    [Fact]
    public void Loss_of_nothing_is_zero()
    {
        using Transformer model = RandomModel.Create();
        using DisposeScope scope = NewDisposeScope();

        Assert.Equal(0, LanguageModelLoss.Sum(model, [new TrainingSequence([1, 2, 3], [1, 0, 0])]).item<float>());
    }

    [Fact]
    public void Sequences_that_cannot_be_learnt_from_are_refused()
    {
        Assert.Throws<ArgumentException>(() => new TrainingSequence([1]));
        Assert.Throws<ArgumentException>(() => new TrainingSequence([1, 2], [1]));
        Assert.Throws<ArgumentException>(() => new TrainingSequence([1, 2], [1, -1]));
        Assert.Throws<ArgumentException>(() => new TrainingSequence([1, 2], [1, float.NaN]));
    }
}
