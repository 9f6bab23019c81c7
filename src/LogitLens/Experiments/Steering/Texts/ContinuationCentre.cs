using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>
/// Where the classes part as a model writes: at each position of texts that begin as labelled ones do and go on unsteered, the point halfway between the
/// classes' means. Coordinates along a direction drift from one position to the next for all classes alike, so that one midpoint for all is not between them.
/// </summary>
internal static class ContinuationCentre
{
    private const int FewestTexts = 3;

    /// <summary>The points, [layer][position][d]; where a class has fewer than three texts so long, that of the position before.</summary>
    /// <param name="pass">Reads every position from <paramref name="first"/> on, one point a layer.</param>
    /// <param name="layers">How many layers are read.</param>
    /// <param name="texts">The texts' tokens.</param>
    /// <param name="isTowards">Whether each is of the class that directions point to.</param>
    /// <param name="first">The place of each text's first own token: 1 behind BOS.</param>
    /// <param name="progress">Where progress is shown.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    /// <exception cref="InputException">There are fewer than three texts of a class.</exception>
    public static double[][][] Read(
        ActivationPass pass, int layers, IReadOnlyList<int[]> texts, IReadOnlyList<bool> isTowards, int first, IProgressSink progress,
        CancellationToken cancellation)
    {
        int width = texts.Max(text => text.Length);
        int[,] counts = new int[2, width];
        double[][,][] sums = [.. Enumerable.Range(0, layers).Select(_ => new double[2, width][])];
        pass.Run(texts, Add, "reading where the classes part", progress, cancellation);
        return [.. sums.Select(Points)];

        void Add(IReadOnlyList<int> batch, IReadOnlyList<Tensor> points)
        {
            for (int layer = 0; layer < layers; layer++)
            {
                double[][] rows = [.. points[layer].to(ScalarType.Float64).Doubles().Chunk((int)points[layer].size(1))];
                int row = 0;
                foreach (int text in batch)
                {
                    for (int position = first; position < texts[text].Length; position++, row++)
                    {
                        int own = isTowards[text] ? 1 : 0;
                        counts[own, position] += layer == 0 ? 1 : 0;
                        double[] sum = sums[layer][own, position] ??= new double[rows[row].Length];
                        for (int place = 0; place < sum.Length; place++)
                        {
                            sum[place] += rows[row][place];
                        }
                    }
                }
            }
        }

        double[][] Points(double[,][] own)
        {
            double[][] points = new double[width][];
            for (int position = first; position < width; position++)
            {
                bool enough = Math.Min(counts[0, position], counts[1, position]) >= FewestTexts;
                points[position] = enough
                    ? [.. own[0, position].Zip(own[1, position], (a, b) => ((a / counts[0, position]) + (b / counts[1, position])) / 2)]
                    : position > first ? points[position - 1]
                    : throw new InputException($"--centre continuations needs {FewestTexts} labelled texts of each class at least (--direction-limit)");
            }

            points.AsSpan(0, first).Fill(points[first]);
            return points;
        }
    }

    /// <summary>Directions that are turned about these points, the random ones among them.</summary>
    /// <param name="setup">The directions.</param>
    /// <param name="points">The points, [layer][position][d].</param>
    /// <param name="random">How many random directions there are.</param>
    /// <param name="seed">What they follow from.</param>
    public static SteerSetup About(SteerSetup setup, double[][][] points, int random, long seed)
    {
        return setup with
        {
            Direction = [.. setup.Direction.Select(Turned)],
            Shuffled = [.. setup.Shuffled.Select(draw => (IReadOnlyList<LayerDirection>)[.. draw.Select(Turned)])],
            Random =
            [
                .. Enumerable.Range(1, random).Select(draw => (IReadOnlyList<LayerDirection>)
                    [.. setup.Direction.Select((own, layer) => Turned(RandomDirection.Like(own, draw, seed), layer))]),
            ],
        };

        LayerDirection Turned(LayerDirection direction, int layer) => direction with
        {
            Middle = null,
            Midpoints = direction.CoordinatesOf(points[layer]),
        };
    }
}
