namespace LogitLens.Statistics;

/// <summary>How often each class was answered for each right class.</summary>
/// <param name="Labels">The classes' names.</param>
/// <param name="Counts">[actual][predicted] examples.</param>
/// <param name="NoClass">[actual] examples whose answer was none of the classes.</param>
public sealed record ConfusionMatrix(IReadOnlyList<string> Labels, int[][] Counts, int[] NoClass)
{
    /// <summary>How many examples there are.</summary>
    public int N => NoClass.Sum() + Counts.Sum(row => row.Sum());

    /// <summary>How many answers are right.</summary>
    public int Right => Enumerable.Range(0, Labels.Count).Sum(c => Counts[c][c]);

    /// <summary>How many examples have this right class.</summary>
    public int Support(int c) => Counts[c].Sum() + NoClass[c];

    /// <summary>How many examples were answered with this class.</summary>
    public int Predicted(int c) => Counts.Sum(row => row[c]);

    /// <summary>Counts all predictions.</summary>
    public static ConfusionMatrix Of(LabelledPredictions predictions)
    {
        ArgumentNullException.ThrowIfNull(predictions);
        ConfusionMatrix matrix = Empty(predictions.Labels);
        for (int i = 0; i < predictions.N; i++)
        {
            matrix.Add(predictions.Actual[i], predictions.Predicted[i]);
        }

        return matrix;
    }

    /// <summary>Counts the predictions of the examples with these indices, as often as each is named.</summary>
    internal static ConfusionMatrix Of(LabelledPredictions predictions, ReadOnlySpan<int> examples)
    {
        ConfusionMatrix matrix = Empty(predictions.Labels);
        foreach (int i in examples)
        {
            matrix.Add(predictions.Actual[i], predictions.Predicted[i]);
        }

        return matrix;
    }

    private static ConfusionMatrix Empty(IReadOnlyList<string> labels)
    {
        int[][] counts = new int[labels.Count][];
        for (int c = 0; c < counts.Length; c++)
        {
            counts[c] = new int[labels.Count];
        }

        return new ConfusionMatrix(labels, counts, new int[labels.Count]);
    }

    private void Add(int actual, int predicted)
    {
        if (predicted == LabelledPredictions.NoClass)
        {
            NoClass[actual]++;
        }
        else
        {
            Counts[actual][predicted]++;
        }
    }
}
