using LogitLens.Experiments.Evaluation;
using LogitLens.Models;
using LogitLens.Runs;
using LogitLens.Tokenizers;

namespace LogitLens.Experiments.Finetuning;

/// <summary>The answers to the test: of models that were trained, and of the simpler classifiers beside them.</summary>
/// <param name="options">The run's options.</param>
/// <param name="data">Its data.</param>
/// <param name="tokenizer">Names tokens; null where there is none.</param>
internal sealed class TestAnswers(FinetuneOptions options, FinetuneData data, BytePairTokenizer? tokenizer)
{
    // A simpler classifier is none of the models that were trained.
    private const int NoModel = 0;

    /// <summary>What a trained model answers.</summary>
    /// <param name="model">The model.</param>
    /// <param name="units">The examples that are asked.</param>
    public IReadOnlyList<FinetuneRecord> Of(Transformer model, IReadOnlyList<WorkUnit> units)
    {
        TrainingRow[] rows = [.. units.Select(Row)];
        LabelReading[] readings = new ClassAnswers(model, data.Words).Read(rows);
        return [.. units.Zip(readings, (unit, reading) => Record(unit, unit.Condition, Of(model.Config, unit, reading)))];
    }

    /// <summary>What a simpler classifier answers.</summary>
    /// <param name="baseline">The classifier.</param>
    /// <param name="body">Makes the model that training starts from, where the classifier reads it.</param>
    /// <param name="units">The examples that are asked.</param>
    /// <param name="cancellation">Stops it.</param>
    public IReadOnlyList<FinetuneRecord> Of(
        FinetuneBaseline baseline, Func<Transformer> body, IReadOnlyList<WorkUnit> units, CancellationToken cancellation)
    {
        IReadOnlyList<TrainingRow> learnt = data.Training.Rows, asked = data.Test!.Rows;
        double[][] probabilities;
        if (baseline == FinetuneBaseline.BagOfWords)
        {
            probabilities = BaselineAnswers.BagOfWords(learnt, asked, data.Words.Count, options.Seed, cancellation);
        }
        else
        {
            using Transformer start = body();
            probabilities = BaselineAnswers.FrozenBody(start, learnt, asked, data.Words.Count, options.Seed, cancellation);
        }

        return [.. units.Select(unit => Record(unit, NoModel, Of(baseline, unit, probabilities[unit.Example])))];
    }

    private static FinetuneRecord Record(WorkUnit unit, int model, ClassificationRecord answer) => new() { Id = unit.Id, Model = model, Answer = answer };

    private TrainingRow Row(WorkUnit unit) => data.Test!.Rows[unit.Example];

    private ClassificationRecord Of(ModelConfig config, WorkUnit unit, LabelReading reading)
    {
        int decoded = Enumerable.Range(0, data.Words.Count).Where(label => data.Words[label].FirstToken == reading.Decoded).DefaultIfEmpty(-1).First();
        return new ClassificationRecord
        {
            Id = unit.Id,
            Condition = FinetuneSummary.Finetuned.Name,
            Example = Row(unit).Id,
            Draw = options.Training.Seeds > 1 ? unit.Condition : null,
            Label = Row(unit).Label,
            Tokens = Row(unit).Prompt.Length,
            LabelLogProbs = reading.LabelLogProbs,
            Decoded = reading.Decoded,
            DecodedText = config.Head is { } head ? head.Labels[reading.Decoded] : tokenizer?.TokenText(reading.Decoded),
            DecodedLabel = decoded < 0 ? null : decoded,
        };
    }

    private ClassificationRecord Of(FinetuneBaseline baseline, WorkUnit unit, double[] probabilities)
    {
        int given = Array.IndexOf(probabilities, probabilities.Max());
        return new ClassificationRecord
        {
            Id = unit.Id,
            Condition = BaselineNames.ConditionOf(baseline).Name,
            Example = Row(unit).Id,
            Label = Row(unit).Label,
            Tokens = Row(unit).Prompt.Length,
            LabelLogProbs = [.. probabilities.Select(p => Math.Log(Math.Max(p, double.Epsilon)))],
            Decoded = given,
            DecodedText = data.Labels!.Names[given],
            DecodedLabel = given,
        };
    }
}
