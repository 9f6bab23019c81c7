using LogitLens.Models;

namespace LogitLens.Experiments.Steering.Directions;

/// <summary>Finds the directions of a run: reads them from a file, or from the activations of examples that are set apart.</summary>
/// <param name="options">Where the direction comes from.</param>
/// <param name="steering">What will be done with it.</param>
/// <param name="sites">Where.</param>
/// <param name="config">The model's shape.</param>
/// <param name="seed">What is drawn follows from.</param>
internal sealed class DirectionFinder(DirectionOptions options, SteeringOptions steering, SteeredSites sites, ModelConfig config, long seed)
{
    /// <summary>The classes' words.</summary>
    public required IReadOnlyList<string> Words { get; init; }

    /// <summary>The label of each example.</summary>
    public required IReadOnlyList<int> Labels { get; init; }

    /// <summary>The class that the direction points to.</summary>
    /// <exception cref="InputException">There is no such class.</exception>
    public int Towards
    {
        get
        {
            if (options.Towards is not { } word)
            {
                return Words.Count - 1;
            }

            int found = Words.ToList().IndexOf(word);
            return found >= 0 ? found : throw new InputException(
                $"--towards {word}: there is no such class{Options.NearestName.Hint(word, Words)}; there are {string.Join(", ", Words)}");
        }
    }

    /// <summary>The examples that a direction is found on, by place: half of each class, by the seed; none where it is given.</summary>
    /// <exception cref="InputException">The examples are of one class, or too few to be halved.</exception>
    public IReadOnlyList<int> Apart
    {
        get
        {
            if (options.Direction.Kind != DirectionKind.MeanDifference)
            {
                return [];
            }

            int[][] classes = [.. Labels.Select((label, place) => (label, place)).GroupBy(pair => pair.label).OrderBy(own => own.Key)
                .Select(own => own.Select(pair => pair.place).ToArray())];
            if (classes.Length < 2)
            {
                throw new InputException(
                    $"all {Labels.Count} examples are of one class, {Words[Labels[0]]}: a difference of class means needs two; give --direction FILE.safetensors:KEY");
            }

            SeededRandom random = new(seed, "examples that a direction is found on");
            foreach (int[] own in classes)
            {
                random.Shuffle(own);
            }

            int[] apart = [.. classes.SelectMany(own => own.Take((own.Length + 1) / 2)).Order()];
            return apart.Length < Labels.Count ? apart : throw new InputException(
                $"{Labels.Count} examples of {classes.Length} classes: half of each class, one at least, finds the direction, and none is left to be steered");
        }
    }

    /// <summary>Does what fails early: reads a file's directions, looks for a midpoint where one is needed.</summary>
    /// <exception cref="InputException">The file, the class or the centre is not there.</exception>
    public void Require()
    {
        _ = Towards;
        if (options.Direction.Kind == DirectionKind.File)
        {
            _ = FromFile();
        }
    }

    /// <summary>Finds the directions.</summary>
    /// <param name="model">The model.</param>
    /// <param name="order">Examples by place, in the order in which they are read.</param>
    /// <param name="batches">Their prompts, batch by batch.</param>
    /// <param name="cancellation">Heeded between batches.</param>
    public SteerSetup Find(
        Transformer model, Func<IEnumerable<int>, IEnumerable<int>> order, Func<IEnumerable<int>, IEnumerable<IReadOnlyList<int[]>>> batches,
        CancellationToken cancellation)
    {
        IReadOnlyList<Site> read = [.. sites.Layers.Select(layer => sites.ByLayer[layer])];
        bool given = options.Direction.Kind == DirectionKind.File;
        IReadOnlyList<int> examples = given ? [.. Enumerable.Range(0, Labels.Count)] : Apart;
        SiteReadings? readings = given && steering.Unit == SteerUnit.Vector
            ? null
            : SiteReadings.Of(model, batches(examples), read, options.Read, cancellation);
        if (given)
        {
            return new SteerSetup([.. FromFile().Zip(read, (direction, site) => WithNorm(direction, site, readings))], []);
        }

        int[] labels = [.. order(examples).Select(place => Labels[place])];
        MeanDifference[] means = [.. read.Select(site => new MeanDifference(site, readings!.Rows(site), labels))];
        LayerDirection[] found = [.. means.Select((mean, place) => WithNorm(mean.Towards(Towards), read[place], readings))];
        return new SteerSetup(
            found,
            [
                .. Enumerable.Range(1, options.ShuffledDirections).Select(draw => (IReadOnlyList<LayerDirection>)
                    [.. means.Select((mean, place) => mean.Shuffled(Towards, found[place], draw, seed))]),
            ])
        {
            FoundOn = examples.Count,
        };
    }

    private LayerDirection WithNorm(LayerDirection direction, Site site, SiteReadings? readings) =>
        steering.Unit == SteerUnit.Vector ? direction : direction with
        {
            ActivationNorm = readings!.MeanNorm(site) ?? throw new InputException(
                "--unit norm: the mean norm leaves first positions out, and no prompt has a second one"),
        };

    private IReadOnlyList<LayerDirection> FromFile()
    {
        using DirectionFile file = new(options.Direction);
        IReadOnlyList<LayerDirection> directions = file.Read(sites.Layers.Select(layer => sites.ByLayer[layer]), config);
        bool counts = steering.Centre == SteerCentre.Midpoint || (steering.Centre is null && steering.Operation == SteerOperation.Flip);
        return counts && steering.Operation != SteerOperation.Add && directions.FirstOrDefault(direction => direction.Midpoint is null) is { } without
            ? throw new InputException(
                $"--direction {options.Direction} has no midpoint for {without.Site} to be turned about: --centre none counts from the origin")
            : directions;
    }
}
