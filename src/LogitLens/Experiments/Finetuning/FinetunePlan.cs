using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Training;

namespace LogitLens.Experiments.Finetuning;

/// <summary>How a finetuning goes, as follows from its options and its data: batches, steps, and how each is made.</summary>
/// <param name="options">The options.</param>
/// <param name="data">The data.</param>
internal sealed class FinetunePlan(FinetuneOptions options, FinetuneData data)
{
    private readonly LearningOptions _choices = options.Training;

    /// <summary>Steps that take in every sequence once.</summary>
    public int StepsPerEpoch => field == 0 ? field = Batches(model: 1).StepsPerEpoch : field;

    /// <summary>Steps in all.</summary>
    public int Steps => _choices.Steps ?? checked(_choices.Epochs * StepsPerEpoch);

    /// <summary>The objective.</summary>
    public ITrainingObjective Objective => options.Objective == FinetuneObjective.Head
        ? new ClassObjective(_choices.LabelSmoothing)
        : new NextTokenObjective(_choices.LabelSmoothing);

    /// <summary>The seed of one of several models, from 1.</summary>
    public int SeedOf(int model) => options.Seed + model - 1;

    /// <summary>The batches of one of several models.</summary>
    public EpochBatches Batches(int model)
    {
        IReadOnlyList<TrainingSequence> sequences = data.Training.Sequences;
        return _choices.BatchTokens is { } tokens
            ? EpochBatches.OfTokens(sequences, tokens, _choices.Accumulate, SeedOf(model))
            : EpochBatches.OfSize(sequences, checked(_choices.BatchSize * _choices.Accumulate), SeedOf(model));
    }

    /// <summary>Whether the validation data is evaluated after a step.</summary>
    public bool IsEvaluated(int step) => data.Validation is not null && (step % (_choices.EvalEvery ?? StepsPerEpoch) == 0 || step == Steps);

    /// <summary>What makes the steps of one of several models.</summary>
    /// <param name="model">The model, its first weights in place.</param>
    /// <param name="number">Which it is.</param>
    public ModelTrainer Trainer(Transformer model, int number) => new(model, Batches(number), Settings(model, SeedOf(number)), Objective);

    private TrainingOptions Settings(Transformer model, int seed)
    {
        int useful = LengthBatches.UsefulTokens(LengthBatches.IsCuda(model.Device));
        return new TrainingOptions
        {
            // The last step is not wasted: the rate would be 0 at the step after it.
            Schedule = new LearningRateSchedule(_choices.LearningRate, 0, _choices.Warmup, Steps + 1) { Shape = _choices.Schedule },
            TokensAtOnce = Math.Min(useful, _choices.BatchTokens ?? int.MaxValue),
            SequencesAtOnce = _choices.BatchTokens is null ? _choices.BatchSize : null,
            ClipNorm = _choices.ClipNorm.Limit ?? double.PositiveInfinity,
            Dropout = _choices.Dropout,
            Seed = seed,
            ComputeType = options.Model.DType == DType.BFloat16 ? ScalarType.BFloat16 : ScalarType.Float32,
            Trains = _choices.TrainLast is { } last ? new TrainedPart(model.Config, last).Has : null,
            AdamW = new AdamWOptions { Beta1 = _choices.Betas[0], Beta2 = _choices.Betas[1], WeightDecay = _choices.WeightDecay, Decayed = _choices.Decay },
        };
    }
}
