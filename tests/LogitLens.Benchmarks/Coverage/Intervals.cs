using LogitLens.Experiments.Sweeps;
using LogitLens.Statistics;

namespace LogitLens.Benchmarks.Coverage;

/// <summary>How often intervals cover the truth.</summary>
internal static class Intervals
{
    private const int ClusterSize = 5;

    public static void Shares(Table table)
    {
        foreach (double p in new[] { 0.5, 0.8, 0.95 })
        {
            table.Row("share (accuracy, precision, recall, specificity)", $"a share of {p}", (random, n) =>
                Proportion.Of(Samples.Draw(n, () => random.Chance(p))).Interval?.Contains(p));
        }

        table.Row("difference of two shares of the same examples", "0.8 and 0.7, correlated 0.4", (random, n) =>
        {
            (bool[] first, bool[] second) = Pairs(random, n, 0.8, 0.7);
            return PairedProportions.Of(first, second).Difference.Interval?.Contains(-0.1);
        });
    }

    public static void Means(Table table)
    {
        Mean(table, "probability of the right label", "Beta(0.2, 0.8): most near 0", ValueRange.Share, 0.2, random => random.Beta(0.2, 0.8));
        Mean(table, "probability of the right label", "Beta(9, 1)", ValueRange.Share, 0.9, random => random.Beta(9, 1));
        Mean(
            table, "layer where predictions settle", "0 to 11, most at 2", new ValueRange(0, 11), 11 * 2 / 11.0,
            random => Enumerable.Range(0, 11).Count(_ => random.Chance(2 / 11.0)));
        Mean(table, "entropy, divergence", "Gamma(4)", ValueRange.NonNegative, 4, random => random.Gamma(4));
        Mean(table, "entropy, divergence", "exponential", ValueRange.NonNegative, 1, random => random.Exponential());
        Mean(table, "log-loss, rank", "log-normal (1): a long tail", ValueRange.NonNegative, Math.Exp(0.5), random => Math.Exp(random.Normal()));
        table.Row("effect of an edit (difference of logits)", "normal", (random, n) =>
            MeanInterval.StudentT(Samples.Draw(n, random.Normal)).Interval?.Contains(0));
        table.Row("effect of an edit (difference of logits)", "exponential, shifted", (random, n) =>
            MeanInterval.StudentT(Samples.Draw(n, () => random.Exponential() - 1)).Interval?.Contains(0));
        table.Row("share of a gap that is restored", "ratio 0.6, both noisy", (random, n) =>
        {
            double[] below = Samples.Draw(n, () => 2 + random.Normal());
            return RatioOfSums.Of([.. below.Select(x => (0.6 * x) + (0.7 * random.Normal()))], below).Ratio.Interval?.Contains(0.6);
        });
        table.Row("loss of a text, over its windows", "windows of 32 to 128 tokens, losses Gamma", (random, n) =>
        {
            double[] tokens = Samples.Draw(n, () => (double)random.Next(32, 129));
            return RatioOfSums.Of([.. tokens.Select(count => count * random.Gamma(9) / 3)], tokens).Ratio.Interval?.Contains(3);
        });
        Mean(
            table, "log-probability of a pair's good sentence less its bad one's", "normal, one in ten five times as wide", ValueRange.Any, 1,
            random => 1 + (random.Normal() * (random.Chance(0.1) ? 5 : 1)));
        Mean(
            table, "accuracy, mean of n paradigms of 50 pairs", "paradigms Beta(4, 1)", ValueRange.Share, 0.8, random =>
            {
                double right = random.Beta(4, 1);
                return Enumerable.Range(0, 50).Count(_ => random.Chance(right)) / 50.0;
            });
    }

    public static void Differences(Table many, Table few)
    {
        few.Row("difference of probabilities of the same examples", "normal", (random, n) =>
            PairedBootstrap.Of([new double[n]], [Samples.Draw(n, random.Normal)], null, ValueRange.Any, random.Next(), 1000).Difference.Interval?.Contains(0));
        few.Row("difference of probabilities of the same examples", "Beta(0.5, 0.5) less Beta(0.3, 0.9)", (random, n) => PairedBootstrap.Of(
            [Samples.Draw(n, () => random.Beta(0.3, 0.9))], [Samples.Draw(n, () => random.Beta(0.5, 0.5))], null, ValueRange.Any, random.Next(),
            1000).Difference.Interval?.Contains(0.25));
        few.Row("critical layer", "gaps 0, 0.02, 0.05, 0.1, 0.25, 0.3", (random, n) =>
        {
            double[] gaps = [0, 0.02, 0.05, 0.1, 0.25, 0.3];
            bool[][] correct = [.. Enumerable.Range(0, n).Select(_ => gaps.Select(gap => random.Chance(0.5 + (gap / 2))).ToArray())];
            bool[][] incorrect = [.. Enumerable.Range(0, n).Select(_ => gaps.Select(gap => random.Chance(0.5 - (gap / 2))).ToArray())];
            return CriticalLayer.Of([correct], [incorrect], random.Next(), clusters: null, resamples: 300).Layer.Interval?.Contains(4);
        });
        many.Row("class effect less that on other classes", "40% of the class, spreads 1 and 2", (random, n) =>
        {
            double[] own = Samples.Draw(2 * n / 5, random.Normal), others = Samples.Draw(n - (2 * n / 5), () => 2 * random.Normal());
            return MeanContrast.Welch(SampleMean.Of(own), SampleMean.Of(others), n).Interval?.Contains(0);
        });
    }

    public static void Classification(Table table)
    {
        double[][] two = Confusion([0.7, 0.3], [0.9, 0.7]), six = Confusion([0.3, 0.3, 0.15, 0.1, 0.1, 0.05], [0.9, 0.8, 0.7, 0.6, 0.5, 0.4]);
        foreach ((string name, double[][] population) in new[] { ("two classes, 70 to 30", two), ("six classes, 30% to 5%", six) })
        {
            ClassificationMetrics truth = Of(population, 200_000, new Random(1), resamples: 1);
            Score(table, "F1 of the first class", name, population, metrics => metrics.Classes[0].F1, truth);
            Score(table, "balanced accuracy", name, population, metrics => metrics.BalancedAccuracy, truth);
            Score(table, "macro precision", name, population, metrics => metrics.Macro.Precision, truth);
            Score(table, "macro F1", name, population, metrics => metrics.Macro.F1, truth);
            Score(table, "weighted precision", name, population, metrics => metrics.Weighted.Precision, truth);
            Score(table, "weighted F1", name, population, metrics => metrics.Weighted.F1, truth);
        }

        foreach (double distance in new[] { 1.0, 2.5 })
        {
            double area = Normal.Cdf(distance / Math.Sqrt(2));
            table.Row("area under the ROC curve", FormattableString.Invariant($"two normals {distance} apart: {area:0.00}"), (random, n) =>
                Scored(random, n, distance, 300).Classes[1].RocAuc!.Interval?.Contains(area));
        }

        double macro = OfThree(new Random(3), 200_000, 1).Macro.RocAuc!.Value!.Value;
        table.Row("macro area under the ROC curve", FormattableString.Invariant($"three classes, normals 1 apart: {macro:0.00}"), (random, n) =>
            OfThree(random, n, 300).Macro.RocAuc!.Interval?.Contains(macro));
        ProbabilityMetrics scores = Scored(new Random(2), 400_000, 1.5, 1).Probabilities!;
        table.Row(
            "log-loss", "two normals 1.5 apart",
            (random, n) => Scored(random, n, 1.5, 1).Probabilities!.LogLoss.Interval?.Contains(scores.LogLoss.Value!.Value));
        table.Row(
            "Brier score", "two normals 1.5 apart",
            (random, n) => Scored(random, n, 1.5, 1).Probabilities!.Brier.Interval?.Contains(scores.Brier.Value!.Value));
    }

    public static void Designs(Table many, Table few)
    {
        many.Row("share, in clusters of 5", "0.7, correlated 0.3 within", (random, n) =>
        {
            double[] right = [.. Clustered(random, n, 0.7)];
            return MeanInterval.Within(right, ValueRange.Share, ClustersOf(n)).Interval?.Contains(0.7);
        });
        many.Row("share, those clusters taken for independent", "0.7, correlated 0.3 within", (random, n) =>
            Proportion.Of([.. Clustered(random, n, 0.7).Select(value => value > 0)]).Interval?.Contains(0.7));
        foreach (double spread in new[] { 0.0, 0.15 })
        {
            few.Row("share, over 6 draws of demonstrations", FormattableString.Invariant($"0.7; draws vary by {spread}"), (random, n) =>
            {
                IReadOnlyList<double[]> values = Drawn(random, n, 6, spread);
                return RangedInterval.Of(SampleMean.OfDraws(values), ValueRange.Share).Interval?.Contains(0.7);
            });
        }

        foreach (double spread in new[] { 0.0, 0.3 })
        {
            few.Row("effect of an edit, over 6 draws of demonstrations", FormattableString.Invariant($"normal; draws vary by {spread}"), (random, n) =>
                RangedInterval.Of(SampleMean.OfDraws(Effects(random, n, 6, spread)), ValueRange.Any).Interval?.Contains(0));
        }

        few.Row("class effect less that on other classes, over 6 draws", "40% of the class; draws vary by 0.3", (random, n) =>
        {
            IReadOnlyList<double[]> effects = Effects(random, n, 6, 0.3);
            int own = 2 * n / 5;
            SampleMean contrast = MeanContrast.OverDraws([.. effects.Select(draw => draw[..own])], [.. effects.Select(draw => draw[own..])], null, null)!;
            return RangedInterval.Of(contrast, ValueRange.Any).Interval?.Contains(0);
        });
        few.Row("share, one draw and its Wilson interval", "0.7; draws vary by 0.15", (random, n) =>
            Proportion.Of([.. Drawn(random, n, 1, 0.15)[0].Select(value => value > 0)]).Interval?.Contains(0.7));
        few.Row("macro F1 in clusters of 5", "two classes, 70 to 30, clusters of copies", (random, n) =>
        {
            double[][] population = Confusion([0.7, 0.3], [0.9, 0.7]);
            LabelledPredictions unique = Predictions(population, Math.Max(2, n / ClusterSize), random);
            int[] copies = [.. Enumerable.Range(0, unique.N * ClusterSize).Select(i => i % unique.N)];
            LabelledPredictions all = new(unique.Labels, [.. copies.Select(i => unique.Actual[i])], [.. copies.Select(i => unique.Predicted[i])]);
            double truth = MacroF1(population);
            return ClassificationMetrics.Of([all], copies, random.Next(), 300).Macro.F1.Interval?.Contains(truth);
        });
    }

    /// <summary>Right answers to two ways of asking, of a shared difficulty.</summary>
    internal static (bool[] First, bool[] Second) Pairs(Random random, int n, double first, double second)
    {
        bool[] a = new bool[n], b = new bool[n];
        for (int i = 0; i < n; i++)
        {
            double shared = random.NextDouble(), own = random.NextDouble();
            bool same = random.Chance(0.4);
            (a[i], b[i]) = (shared < first, (same ? shared : own) < second);
        }

        return (a, b);
    }

    internal static int[] ClustersOf(int n) => [.. Enumerable.Range(0, n).Select(i => i / ClusterSize)];

    internal static IEnumerable<double> Clustered(Random random, int n, double share)
    {
        // Beta's shapes sum to 1 / correlation - 1.
        double shapes = (1 / 0.3) - 1;
        return Enumerable.Range(0, n / ClusterSize).Select(_ => random.Beta(share * shapes, (1 - share) * shapes))
            .SelectMany(p => Samples.Draw(ClusterSize, () => random.Chance(p) ? 1.0 : 0));
    }

    internal static IReadOnlyList<double[]> Drawn(Random random, int n, int draws, double spread)
    {
        double[] difficulty = Samples.Draw(n, random.NextDouble);
        return [.. Enumerable.Range(0, draws).Select(_ =>
        {
            double p = 0.7 + (spread * (random.NextDouble() - 0.5) * Math.Sqrt(12));
            return difficulty.Select(d => (random.Chance(0.5) ? d : random.NextDouble()) < p ? 1.0 : 0).ToArray();
        })];
    }

    // An edit's effects by draw: an example's own, a draw's own, and what the two are together.
    private static IReadOnlyList<double[]> Effects(Random random, int n, int draws, double spread)
    {
        double[] examples = Samples.Draw(n, random.Normal);
        return [.. Enumerable.Range(0, draws).Select(_ =>
        {
            double own = spread * random.Normal();
            return Array.ConvertAll(examples, example => example + own + (0.5 * random.Normal()));
        })];
    }

    private static void Mean(Table table, string what, string setting, ValueRange range, double truth, Func<Random, double> value) =>
        table.Row(what, setting, (random, n) => MeanInterval.Within(Samples.Draw(n, () => value(random)), range).Interval?.Contains(truth));

    private static void Score(
        Table table, string what, string setting, double[][] population, Func<ClassificationMetrics, Estimate> score, ClassificationMetrics truth) =>
        table.Row(what, setting, (random, n) => score(Of(population, n, random, 300)).Interval?.Contains(score(truth).Value!.Value));

    private static ClassificationMetrics Of(double[][] population, int n, Random random, int resamples) =>
        ClassificationMetrics.Of(Predictions(population, n, random), random.Next(), resamples);

    private static LabelledPredictions Predictions(double[][] population, int n, Random random)
    {
        int classes = population.Length;
        double[] cells = [.. population.SelectMany(row => row)];
        int[] drawn = [.. Enumerable.Range(0, n).Select(_ => random.Of(cells))];
        return new LabelledPredictions(
            [.. Enumerable.Range(0, classes).Select(c => $"{c}")], [.. drawn.Select(cell => cell / classes)], [.. drawn.Select(cell => cell % classes)]);
    }

    private static double MacroF1(double[][] population) => Enumerable.Range(0, population.Length)
        .Average(c => 2 * population[c][c] / (population[c].Sum() + population.Sum(row => row[c])));

    // [actual][answered]: wrong answers spread over the other classes.
    private static double[][] Confusion(double[] shares, double[] right) =>
    [
        .. shares.Select((share, actual) => shares.Select((_, answer) =>
            share * (answer == actual ? right[actual] : (1 - right[actual]) / (shares.Length - 1))).ToArray()),
    ];

    private static ClassificationMetrics Scored(Random random, int n, double distance, int resamples)
    {
        int[] actual = [.. Enumerable.Range(0, n).Select(_ => random.Chance(0.5) ? 1 : 0)];
        double[] yes = [.. actual.Select(label => 1 / (1 + Math.Exp(-distance * (random.Normal() + ((label - 0.5) * distance)))))];
        return ClassificationMetrics.Of(
            new LabelledPredictions(["no", "yes"], actual, [.. yes.Select(p => p > 0.5 ? 1 : 0)], [.. yes.Select(p => new[] { 1 - p, p })]), random.Next(),
            resamples);
    }

    private static ClassificationMetrics OfThree(Random random, int n, int resamples)
    {
        int[] actual = [.. Enumerable.Range(0, n).Select(_ => random.Next(3))];
        double[][] probabilities = [.. actual.Select(own =>
        {
            double[] odds = [.. Enumerable.Range(0, 3).Select(label => Math.Exp(random.Normal() + (label == own ? 1 : 0)))];
            return Array.ConvertAll(odds, odd => odd / odds.Sum());
        })];
        int[] predicted = [.. probabilities.Select(row => Array.IndexOf(row, row.Max()))];
        return ClassificationMetrics.Of(new LabelledPredictions(["a", "b", "c"], actual, predicted, probabilities), random.Next(), resamples);
    }
}
