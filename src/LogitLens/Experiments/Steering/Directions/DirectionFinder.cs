using LogitLens.Datasets;
using LogitLens.Models;
using LogitLens.Runs;

namespace LogitLens.Experiments.Steering;

/// <summary>Finds the directions of a run: reads them from a file, or from the activations of examples that are set apart.</summary>
/// <param name="options">Where the direction comes from.</param>
/// <param name="steering">What will be done with it.</param>
/// <param name="sites">Where.</param>
/// <param name="seed">What is drawn follows from.</param>
internal sealed class DirectionFinder(DirectionOptions options, SteerOperationOptions steering, SteeredSites sites, ModelConfig config, long seed)
{
    /// <summary>The classes' words.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The label of each example.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>What each example belongs to, such as a noun, so that it stays in one half with others; null for one that stands alone.</summary>
    public required IReadOnlyList<string?> Clusters { get; init; }

    /// <summary>Whether a direction is found on all examples, none of which is then measured; on half of them otherwise.</summary>
    public bool TakesAll { get; init; }

    /// <summary>Where prompts are read when the options do not say.</summary>
    public ReadPosition Unasked { get; init; } = ReadPosition.Last;

    /// <summary>Turns texts of pairs into tokens, BOS first where that is asked for.</summary>
    public required Func<string, int[]> Encode { get; init; }

    /// <summary>The place of each prompt's first own token: 1 behind BOS.</summary>
    public int First { get; init; }

    /// <summary>The examples that a direction is found on, by place: half of each class, by the seed, or all; none where it is given.</summary>
    /// <exception cref="InputException">The examples are of one class, or too few to be halved.</exception>
    public IReadOnlyList<int> Apart
    {
        get
        {
            if (options.Direction.Kind != DirectionKind.MeanDifference)
            {
                return [];
            }

            int classes = Labels.Distinct().Count();
            if (classes < 2)
            {
                throw new InputException(
                    $"all {Labels.Count} examples are of one class, {Words[Labels[0]]}: a difference of class means needs two; give --direction "
                    + "FILE.safetensors:KEY");
            }

            if (TakesAll)
            {
                return [.. Enumerable.Range(0, Labels.Count)];
            }

            int[] halves = Halves([.. Enumerable.Range(0, Labels.Count)], "examples that a direction is found on");
            int[] apart = [.. Enumerable.Range(0, Labels.Count).Where(place => halves[place] == 0)];
            return apart.Length < Labels.Count && apart.Select(place => Labels[place]).Distinct().Count() == classes ? apart : throw new InputException(
                $"{Labels.Count} examples of {classes} classes: half of each class, one at least, finds the direction, and the other half is steered; there "
                + "are too few of a class, or of what belongs together (--cluster)");
        }
    }

    /// <summary>Does what fails early: reads a file's directions, looks for a midpoint where one is needed.</summary>
    /// <exception cref="InputException">The file, the class or the centre is not there.</exception>
    public void Require()
    {
        _ = options.TowardsOf(Words);
        if (options.Direction.Kind == DirectionKind.File)
        {
            _ = FromFile();
        }
        else if (options.Direction.Kind != DirectionKind.MeanDifference)
        {
            _ = TextPairs.Of(options.Direction);
        }
    }

    /// <summary>Finds the directions.</summary>
    /// <param name="prompts">Token ids of the examples.</param>
    /// <param name="lengths">How batches are cut.</param>
    /// <param name="progress">Where progress is shown.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    public SteerSetup Find(Transformer model, IReadOnlyList<int[]> prompts, LengthBatches lengths, IProgressSink progress, CancellationToken cancellation)
    {
        ActivationPoint[] points = [.. sites.Layers.Select(layer => new ActivationPoint(sites.ByLayer[layer]))];
        bool given = options.Direction.Kind != DirectionKind.MeanDifference;
        int[] apart = [.. given ? Enumerable.Range(0, Labels.Count) : Apart];
        int[][] read = [.. apart.Select(place => prompts[place])];
        double[]? norms = steering.Unit == SteerUnit.Vector ? null
            : Norms(new ActivationReader(model, points, ReadPosition.Every, first: Math.Max(First, 1)), read, lengths, progress, cancellation);
        if (given)
        {
            IReadOnlyList<LayerDirection> own = options.Direction.Kind == DirectionKind.File ? FromFile()
                : OfPairs(model, points, lengths, progress, cancellation);
            return new SteerSetup([.. own.Select((direction, place) => direction with { ActivationNorm = norms?[place] })], []);
        }

        TextSum[][] sums = TextSum.Read(new ActivationReader(model, points, options.Read ?? Unasked, First), lengths, read, progress, cancellation);
        int[] labels = [.. apart.Select(place => Labels[place])], halves = Halves(apart, "halves of what a direction is found on");
        int towards = options.TowardsOf(Words);
        LayerDirection[] found = new LayerDirection[points.Length];
        LayerDirection[][] shuffled = [.. Enumerable.Range(0, options.ShuffledDirections).Select(_ => new LayerDirection[points.Length])];
        progress.Begin("holding the direction against a probe and shuffled labels", points.Length, unit: "layers");
        for (int place = 0; place < points.Length; place++)
        {
            MeanDifference means = new(points[place].Site, sums[place], labels);
            found[place] = means.Towards(towards) with
            {
                ActivationNorm = norms?[place],
                HeldOutAccuracy = means.HeldOutAccuracy(towards, halves),
                ProbeCosine = means.CosineWithProbe(towards, cancellation),
            };
            for (int draw = 0; draw < shuffled.Length; draw++)
            {
                shuffled[draw][place] = means.Shuffled(towards, found[place], draw + 1, seed);
            }

            progress.Advance(1);
        }

        progress.End();
        return new SteerSetup(found, shuffled) { FoundOn = apart.Length };
    }

    // [place of these] 0 or 1; each class in its share, and what belongs together in one half.
    private int[] Halves(IReadOnlyList<int> places, string draw) => DataParts.Divide(
        [.. places.Select(place => Labels[place])], [.. places.Select(place => Clusters[place])], [0.5, 0.5], new SeededRandom(seed, draw));

    private LayerDirection[] OfPairs(
        Transformer model, ActivationPoint[] points, LengthBatches lengths, IProgressSink progress, CancellationToken cancellation)
    {
        TextPairs pairs = TextPairs.Of(options.Direction);
        int count = pairs.Towards.Count;
        int[][] tokens = [.. pairs.Towards.Concat(pairs.Away).Select(Encode)];
        TextSum[][] sums = TextSum.Read(new ActivationReader(model, points, options.Read ?? Unasked, First), lengths, tokens, progress, cancellation);
        int[] labels = [.. Enumerable.Range(0, 2 * count).Select(text => text < count ? 1 : 0)];
        return
        [
            .. points.Select((point, place) => options.PairsBy == PairContrast.Pca
                ? PrincipalDifference.Of(point.Site, sums[place][..count], sums[place][count..])
                : new MeanDifference(point.Site, sums[place], labels).Towards(1)),
        ];
    }

    // A first position's norm is many times the others'.
    private static double[] Norms(ActivationReader reader, int[][] prompts, LengthBatches lengths, IProgressSink progress, CancellationToken cancellation)
    {
        int[][] longer = [.. prompts.Where(prompt => prompt.Length > 1)];
        return longer.Length == 0
            ? throw new InputException("--unit norm: the mean norm leaves first positions out, and no prompt has a second one")
            : ClassMeans.Of(new ActivationPass(reader, lengths), reader.Points, longer, new int[longer.Length], 1, progress, cancellation).MeanNorms;
    }

    private IReadOnlyList<LayerDirection> FromFile()
    {
        IEnumerable<Site> read = sites.Layers.Select(layer => sites.ByLayer[layer]);
        IReadOnlyList<LayerDirection> directions = options.Direction.IsControlVector ? ControlVector.Read(options.Direction.File!, read, config)
            : DirectionFile.Read(options.Direction, read, config);
        bool counts = steering.Centre == SteerCentre.Midpoint || (steering.Centre is null && steering.Operation == SteerOperation.Flip);
        return counts && steering.Operation != SteerOperation.Add && directions.FirstOrDefault(direction => direction.Midpoint is null) is { } without
            ? throw new InputException(
                $"--direction {options.Direction} has no midpoint for {without.Site} to be turned about: --centre none counts from the origin")
            : directions;
    }
}
