namespace LogitLens.Statistics;

/// <summary>What a classifier answered on examples whose class is known.</summary>
public sealed class LabelledPredictions
{
    /// <summary>Stands in <see cref="Predicted"/> for an answer that is none of the classes.</summary>
    public const int NoClass = -1;

    private const double SumTolerance = 1e-3;

    /// <summary>Checks the parts against each other and keeps them.</summary>
    /// <param name="labels">The classes' names; a class is its index here.</param>
    /// <param name="actual">[example] the right class.</param>
    /// <param name="predicted">[example] the answered class, or <see cref="NoClass"/>.</param>
    /// <param name="probabilities">[example][class] the probabilities over the classes, which sum to 1; null where there are none.</param>
    /// <exception cref="ArgumentException">Lengths differ, a class is out of range, or a row is no distribution.</exception>
    public LabelledPredictions(
        IReadOnlyList<string> labels, int[] actual, int[] predicted, IReadOnlyList<double[]>? probabilities = null)
    {
        ArgumentNullException.ThrowIfNull(labels);
        ArgumentNullException.ThrowIfNull(actual);
        ArgumentNullException.ThrowIfNull(predicted);
        Guard.SameLength(actual.Length, predicted.Length, nameof(predicted));
        for (int i = 0; i < actual.Length; i++)
        {
            RequireClass(actual[i], 0, labels.Count, nameof(actual), i);
            RequireClass(predicted[i], NoClass, labels.Count, nameof(predicted), i);
        }

        if (probabilities is not null)
        {
            Guard.SameLength(actual.Length, probabilities.Count, nameof(probabilities));
            for (int i = 0; i < probabilities.Count; i++)
            {
                RequireDistribution(probabilities[i], labels.Count, i);
            }
        }

        Labels = labels;
        Actual = actual;
        Predicted = predicted;
        Probabilities = probabilities;
    }

    /// <summary>The classes' names.</summary>
    public IReadOnlyList<string> Labels { get; }

    /// <summary>[example] the right class.</summary>
    public int[] Actual { get; }

    /// <summary>[example] the answered class, or <see cref="NoClass"/>.</summary>
    public int[] Predicted { get; }

    /// <summary>[example][class] the probabilities over the classes, where there are any.</summary>
    public IReadOnlyList<double[]>? Probabilities { get; }

    /// <summary>How many examples there are.</summary>
    public int N => Actual.Length;

    /// <summary>All predictions one after the other.</summary>
    /// <param name="parts">Predictions of the same classes.</param>
    public static LabelledPredictions Together(IReadOnlyList<LabelledPredictions> parts) => new(
        parts[0].Labels,
        [.. parts.SelectMany(part => part.Actual)],
        [.. parts.SelectMany(part => part.Predicted)],
        parts[0].Probabilities is null ? null : [.. parts.SelectMany(part => part.Probabilities!)]);

    private static void RequireClass(int value, int lowest, int classes, string name, int example)
    {
        if (value < lowest || value >= classes)
        {
            throw new ArgumentException($"{name}[{example}] is {value}; classes are {lowest} to {classes - 1}", name);
        }
    }

    private static void RequireDistribution(double[] row, int classes, int example)
    {
        double sum = 0;
        bool within = row.Length == classes;
        foreach (double p in row)
        {
            within &= p is >= 0 and <= 1;
            sum += p;
        }

        if (!within || Math.Abs(sum - 1) > SumTolerance)
        {
            throw new ArgumentException(
                $"probabilities[{example}] ({string.Join(", ", row)}) is no distribution over {classes} classes", nameof(row));
        }
    }
}
