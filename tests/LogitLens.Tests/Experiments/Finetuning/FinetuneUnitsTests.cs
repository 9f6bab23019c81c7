using LogitLens.Datasets;
using LogitLens.Experiments;
using LogitLens.Experiments.Finetuning;
using LogitLens.Options;
using LogitLens.Runs;
using LogitLens.TestSupport;

namespace LogitLens.Tests.Experiments.Finetuning;

public sealed class FinetuneUnitsTests
{
    // Four texts of 3 tokens, two a step, for two epochs; validation of one text, a test of two.
    private static readonly FinetuneOptions s_options = new()
    {
        Objective = FinetuneObjective.Head,
        Training = new LearningOptions { BatchSize = 2, Epochs = 2, CheckpointEvery = 3 },
        Material = new MaterialOptions { Baselines = [FinetuneBaseline.BagOfWords] },
    };

    [Fact]
    public void Units_follow_the_work() => Assert.Equal(
        ["start", "step-000001", "step-000002", "step-000003", "step-000004", "outcome", "test/c, test/d", "bag-of-words/c, bag-of-words/d"],
        Names(s_options));

    [Fact]
    public void Of_several_models_each_ones_units_follow_the_others()
    {
        FinetuneOptions options = s_options with { Training = s_options.Training with { Seeds = 2, Steps = 1 } };

        Assert.Equal(
            [
                "model-1/start", "model-1/step-000001", "model-1/outcome", "model-1/test/c, model-1/test/d", "model-2/start", "model-2/step-000001",
                "model-2/outcome", "model-2/test/c, model-2/test/d", "bag-of-words/c, bag-of-words/d",
            ],
            Names(options));
        (FinetuneUnits units, IReadOnlyList<WorkBatch> batches) = Units(options);
        Assert.Equal("step-000001", units.PartOf(batches[5].Units[0]));

        // After the last step of each, and where the next model's weights take the place of the first one's.
        Assert.Equal([2, 4, 6], units.Checkpoints.Order());
    }

    [Fact]
    public void Checkpoints_come_every_so_many_steps_and_after_the_last() => Assert.Equal([4, 5], Units(s_options).Units.Checkpoints.Order());

    [Fact]
    public void A_step_takes_its_share_of_the_tokens_and_what_is_validated_after_it()
    {
        (FinetuneUnits units, IReadOnlyList<WorkBatch> batches) = Units(s_options);

        Assert.Equal([5, 6, 6 + 5, 6, 6 + 5, 0, 2, 1, 0, 0], batches.SelectMany(batch => batch.Units).Select(units.TokensOf));
    }

    private static IEnumerable<string> Names(FinetuneOptions options) =>
        Units(options).Batches.Select(batch => string.Join(", ", batch.Units.Select(unit => unit.Id)));

    private static (FinetuneUnits Units, IReadOnlyList<WorkBatch> Batches) Units(FinetuneOptions options)
    {
        FinetuneData data = new(
            Rows(Enumerable.Range(0, 4).Select(text => Row($"learnt {text}", 3))), Rows([Row("validated", 5)]), Rows([Row("c", 2), Row("d", 1)]),
            LabelSet.Sentiment, [new LabelWord("negative", [0]), new LabelWord("positive", [1])])
        {
            Template = "{text}",
        };
        FinetuneUnits units = new(options, data, new FinetunePlan(options, data));
        return (units, units.Batches(new LengthBatches(SmallModel.Config, new RunOptions(), new Device("cpu"))));
    }

    private static TrainingRow Row(string id, int length) => new(id, [.. Enumerable.Range(1, length)], [], 0);

    private static RowSet Rows(IEnumerable<TrainingRow> rows)
    {
        TrainingRow[] all = [.. rows];
        Dataset films = new(new DataOrigin("films", "test", [], all.Length, []), [], LabelSet.Sentiment);
        return new RowSet(films, all, [.. all.Select(row => row.OfClass(1))]);
    }
}
