using LogitLens.Datasets;
using LogitLens.Experiments.Evaluation;
using LogitLens.Models;
using LogitLens.Options;
using LogitLens.Statistics;

namespace LogitLens.Experiments.Finetuning;

/// <summary>What a model answers to labelled examples, and how good that is.</summary>
/// <param name="model">The model.</param>
/// <param name="words">What is scored for each class.</param>
internal sealed class ClassAnswers(Transformer model, IReadOnlyList<LabelWord> words)
{
    /// <summary>The log-probability of each class after each prompt, [row][class], in the rows' order, and the token that the model goes on with.</summary>
    public LabelReading[] Read(IReadOnlyList<TrainingRow> rows)
    {
        LabelScorer scorer = new(model, words, LabelScoring.WholeWord);
        LabelReading[] readings = new LabelReading[rows.Count];
        LengthBatches lengths = new(model.Config, new RunOptions(), model.Device);
        foreach (IReadOnlyList<int> batch in lengths.Cut(Enumerable.Range(0, rows.Count), row => rows[row].Prompt.Length, shared: 0))
        {
            LabelReading[] read = scorer.Read([.. batch.Select(row => rows[row].Prompt)], prefix: null, TokenGenerator.Greedy);
            for (int i = 0; i < read.Length; i++)
            {
                readings[batch[i]] = read[i];
            }
        }

        return readings;
    }

    /// <summary>The share of rows whose right class is the most probable one, and the mean of F1 over the classes that occur.</summary>
    public static (double Accuracy, double MacroF1) Score(IReadOnlyList<TrainingRow> rows, IReadOnlyList<LabelReading> readings, IReadOnlyList<string> names)
    {
        ConfusionMatrix matrix = ConfusionMatrix.Of(new LabelledPredictions(
            names, [.. rows.Select(row => row.Label!.Value)],
            [.. readings.Select(reading => Array.IndexOf(reading.LabelLogProbs, reading.LabelLogProbs.Max()))]));
        int[] present = [.. Enumerable.Range(0, names.Count).Where(c => matrix.Support(c) > 0)];
        return ((double)matrix.Right / matrix.N, present.Average(c => 2.0 * matrix.Counts[c][c] / (matrix.Support(c) + matrix.Predicted(c))));
    }
}
