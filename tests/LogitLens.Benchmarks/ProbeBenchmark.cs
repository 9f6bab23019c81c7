using System.Diagnostics;
using LogitLens.LinearProbes;
using static TorchSharp.torch;

namespace LogitLens.Benchmarks;

/// <summary>
/// Logistic probes on 20,000 rows of 768 features: five folds by six penalties to choose by, the fit, and the control task's, layer by layer for twelve
/// layers. Features have a spectrum as activations have, a few large axes and a long tail.
/// </summary>
internal static class ProbeBenchmark
{
    private const int Rows = 20_000;
    private const int Width = 768;
    private const int Layers = 12;
    private const int Folds = 5;

    public static void Run(bool quick)
    {
        double[] penalties = [0.0001, 0.001, 0.01, 0.1, 1, 10];
        SeededRandom random = new(7);
        int[] folds = [.. Enumerable.Range(0, Rows).Select(row => row % Folds)];
        int layers = quick ? 1 : Layers;
        double seconds = 0, processor = 0;
        for (int layer = 0; layer < layers; layer++)
        {
            using Tensor features = Features(random, out int[] labels);
            int[] control = [.. labels.Select(_ => random.Next(2))];
            Stopwatch clock = Stopwatch.StartNew();
            TimeSpan used = Environment.CpuUsage.TotalTime;
            using PrincipalFeatures principal = new(features, FeatureScaling.Standardise);
            double prepared = clock.Elapsed.TotalSeconds;
            FittedProbe fitted = RidgeChoice.Fit(principal, labels, 2, penalties, folds, default);
            _ = RidgeChoice.Fit(principal, control, 2, [fitted.InversePenalty!.Value], folds, default);
            seconds += clock.Elapsed.TotalSeconds;
            processor += (Environment.CpuUsage.TotalTime - used).TotalSeconds;
            Console.WriteLine(
                $"layer {layer}: {clock.Elapsed.TotalSeconds:0.0} s, {prepared:0.0} of them for the principal axes; C {fitted.InversePenalty}, "
                    + $"{fitted.Iterations} iterations to a gradient of {fitted.GradientNorm:0.0e+0}");
        }

        Console.WriteLine($"{layers} of {Layers} layers: {seconds:0} s, {processor:0.0} s of a processor"
            + (quick ? $"; for all {seconds * Layers:0} s and {processor * Layers:0} s" : ""));
    }

    private static Tensor Features(SeededRandom random, out int[] labels)
    {
        float[] values = new float[Rows * Width];
        double[] scales = [.. Enumerable.Range(0, Width).Select(k => 10 / Math.Sqrt(1 + k))];
        labels = new int[Rows];
        for (int row = 0; row < Rows; row++)
        {
            double score = 0;
            for (int k = 0; k < Width; k++)
            {
                double value = random.NextNormal();
                values[(row * Width) + k] = (float)(value * scales[k]);
                score += k % 16 == 3 ? value : 0;
            }

            labels[row] = score / 4 + random.NextNormal() > 0 ? 1 : 0;
        }

        return tensor(values, [Rows, Width]);
    }
}
