using LogitLens.Engine;
using LogitLens.Experiments.Attribution;
using LogitLens.Models;
using LogitLens.Training;

namespace LogitLens.Tests.Experiments.Attribution;

/// <summary>A small model learns sequences in which one token decides the label: what attributes its answers should find that token.</summary>
public sealed class PlantedShortcutTests(PlantedShortcutTests.TaughtModel taught) : IClassFixture<PlantedShortcutTests.TaughtModel>
{
    // Tokens 0 and 1 are the labels, 2 and 3 decide between them, 4 asks, 5 stands for no token; all others mean nothing.
    private const int Labels = 2, FirstCue = 2, Ask = 4, Nothing = 5, FirstOther = 6, Vocabulary = 40, Length = 12;

    [Fact]
    public void The_model_has_learnt_that_the_token_decides() => Assert.InRange(Right(taught.Model), 0.99, 1);

    // Training on another processor ends in other weights, so that bounds are wide; chance is 0.09 for the first, 0.27 for the precision.
    [Theory]
    [InlineData(AttributionMethod.IntegratedGradients, 0.5, 0.3)]
    [InlineData(AttributionMethod.LeaveOneOut, 0.5, 0.3)]
    [InlineData(AttributionMethod.GradientNorm, 0.2, 0)]
    public void A_method_ranks_the_deciding_token_first(AttributionMethod method, double least, double overChance)
    {
        Plausibility found = Found(taught.Model, method);
        Assert.True(found.First.Value >= least, $"{method}: first in {found.First.Value}, precision {found.AveragePrecision.Value}");
        Assert.True(found.OverChance.Interval!.Value.Low > overChance, $"{method}: {found.OverChance.Value} over chance");
        Assert.Equal(1.0 / (Length - 1), found.ChanceFirst, 9);
    }

    [Theory]
    [InlineData(AttributionMethod.IntegratedGradients)]
    [InlineData(AttributionMethod.LeaveOneOut)]
    [InlineData(AttributionMethod.GradientNorm)]
    [InlineData(AttributionMethod.GradientXInput)]
    public void In_a_model_with_random_weights_no_method_finds_it(AttributionMethod method)
    {
        using Transformer random = UntrainedModel.Of(taught.Model, seed: 5);
        Assert.InRange(Found(random, method).First.Value!.Value, 0, 0.35);
    }

    private static Plausibility Found(Transformer model, AttributionMethod method)
    {
        using DisposeScope scope = NewDisposeScope();
        AttributionOptions options = new() { Method = [method], Baseline = BaselineEmbedding.EndOfText };
        PromptAttributions methods = new(model, options, PromptAttributions.Baseline(model, options.Baseline, endOfText: Nothing), 1L << 30);
        (int[] Tokens, int Cue, int Label)[] rows = Rows(seed: 2, 60);
        IReadOnlyList<IReadOnlyList<TokenAttribution>> said = methods.Of(methods.Scores(
            [.. rows.Select(row => row.Tokens)], [.. rows.Select(row => new AttributionTarget(row.Label, 1 - row.Label))]));
        return MarkedTokens.Plausibility(method, [.. rows.Zip(said, (row, own) => (
            own[0].Scores.Take(Length - 1).Select(score => score ?? 0).ToArray(),
            Enumerable.Range(0, Length - 1).Select(place => place == row.Cue).ToArray()))]);
    }

    private static double Right(Transformer model)
    {
        using DisposeScope scope = NewDisposeScope();
        using IDisposable gradless = no_grad();
        (int[] Tokens, int Cue, int Label)[] rows = Rows(seed: 3, 60);
        Tensor scores = new TargetScore(model).Of(
            [.. rows.Select(row => row.Tokens)], [.. rows.Select(row => new AttributionTarget(row.Label, 1 - row.Label))]);
        return scores.Doubles().Average(score => score > 0 ? 1.0 : 0);
    }

    // Random tokens, one of the two that decide at a random place, and the question at the end.
    private static (int[] Tokens, int Cue, int Label)[] Rows(long seed, int count)
    {
        SeededRandom random = new(seed, "planted");
        return
        [
            .. Enumerable.Range(0, count).Select(_ =>
            {
                int[] tokens = [.. Enumerable.Range(0, Length).Select(_ => FirstOther + random.Next(Vocabulary - FirstOther))];
                int cue = random.Next(Length - 1), label = random.Next(Labels);
                (tokens[cue], tokens[^1]) = (FirstCue + label, Ask);
                return (tokens, cue, label);
            }),
        ];
    }

    /// <summary>A model of two layers that has learnt the sequences.</summary>
    public sealed class TaughtModel : IDisposable
    {
        private const int Steps = 500, BatchSize = 32;

        public TaughtModel()
        {
            TorchEngine.Start();
            ModelConfig config = new() { VocabularySize = Vocabulary, ContextLength = 16, ModelWidth = 32, Layers = 2, Heads = 4, MlpWidth = 64 };
            Model = new Transformer(config, ModelWeights.Random(config, seed: 1));
            float[] answerAlone = [.. Enumerable.Repeat(0f, Length), 1];
            using ModelTrainer trainer = new(
                Model,
                EpochBatches.OfSize(
                    [.. Rows(seed: 1, 640).Select((row, place) => new TrainingSequence([.. Taught(row, place), row.Label], answerAlone))], BatchSize, seed: 1),
                new TrainingOptions { Schedule = new LearningRateSchedule(3e-3, 3e-4, 10, Steps) });
            trainer.Run();
        }

        // In one of three the token is not there, so that without it the model knows that it cannot tell.
        private static int[] Taught((int[] Tokens, int Cue, int Label) row, int place) =>
            [.. row.Tokens.Select((token, position) => place % 3 == 0 && position == row.Cue ? Nothing : token)];

        /// <summary>The model.</summary>
        public Transformer Model { get; }

        public void Dispose() => Model.Dispose();
    }
}
