using LogitLens.Options;

namespace LogitLens.Experiments.Steering;

/// <summary>What is done with a direction.</summary>
public enum SteerOperation
{
    /// <summary>It is added, strength times.</summary>
    Add,

    /// <summary>The coordinate along it goes to the other side of the centre, strength times as far.</summary>
    Flip,

    /// <summary>The coordinate along it is put strength lengths from the centre, whatever it was.</summary>
    Set,

    /// <summary>The coordinate along it is put to the centre.</summary>
    Ablate,
}

/// <summary>What coordinates along a direction are counted from.</summary>
public enum SteerCentre
{
    /// <summary>Halfway between the classes.</summary>
    Midpoint,

    /// <summary>The origin.</summary>
    None,

    /// <summary>Halfway between the classes at each position where the model writes on, unsteered, from beginnings of their texts.</summary>
    [OnlyWith("operation flip")]
    [OnlyWith("task generation")]
    Continuations,
}

/// <summary>What a strength of 1 is.</summary>
public enum SteerUnit
{
    /// <summary>The direction as long as it is.</summary>
    Vector,

    /// <summary>The mean norm of the activations there, those of the first position left out.</summary>
    Norm,
}

/// <summary>Whose coordinate a flip turns, where flips follow one another in several layers.</summary>
public enum FlippedRun
{
    /// <summary>The run's without any flip.</summary>
    Clean,

    /// <summary>The run's at hand, flipped in the layers below already.</summary>
    Current,

    /// <summary>That of the text that is written without steering, position by position.</summary>
    [OnlyWith("task generation")]
    Unsteered,
}

/// <summary>Where in the text a direction acts.</summary>
public enum SteeredPositions
{
    /// <summary>At every position.</summary>
    All,

    /// <summary>At the positions that write: the prompt's last, and those after it.</summary>
    Generated,
}

/// <summary>What is turned, where, and how far.</summary>
[OptionGroup("Steering")]
public sealed record SteerOperationOptions : IValidatedOptions
{
    /// <summary>Where it acts.</summary>
    [Option("site", "Where it acts: a site, or a pattern that stands for the same site of several layers", Placeholder = "SITE")]
    public string Site { get; init; } = "blocks.*.hook_resid_post";

    /// <summary>In which layers.</summary>
    [Option(
        "layers",
        "The layers to act in, one after the other; 7-11 acts in five layers at once. When not given, each layer that --site names, on its own; for texts, "
        + "the one where the direction parts held-out texts best")]
    public IReadOnlyList<LayerWindow> Layers { get; init; } = [];

    /// <summary>What is done.</summary>
    [Option(
        "operation",
        "What is done: the direction is added, or the coordinate along it is flipped to the other side of the centre, set at a distance from it, or ablated "
        + "to the centre itself")]
    public SteerOperation Operation { get; init; } = SteerOperation.Add;

    /// <summary>How far.</summary>
    [Option(
        "strength",
        "How many times the direction is added, how far beyond the centre a flip goes (1 mirrors), or how many lengths from it a set coordinate is; each is "
        + "a setting of its own. 1,2,4 when not given, for texts -3,3 added or set and 1 flipped. Ablating is whole whatever the strength")]
    public IReadOnlyList<double> Strength { get; init; } = [];

    /// <summary>The strengths that are tried.</summary>
    internal IReadOnlyList<double> StrengthsFor(SteerTask task) => Strength.Count > 0 ? Strength : (task, Operation) switch
    {
        (_, SteerOperation.Ablate) or (SteerTask.Generation, SteerOperation.Flip) => [1],
        (SteerTask.Generation, _) => [-3, 3],
        _ => [1, 2, 4],
    };

    /// <summary>What coordinates are counted from.</summary>
    [Option(
        "centre",
        "What coordinates are counted from: halfway between the classes, or the origin; the midpoint where the direction has one when not given. Adding "
        + "counts from nothing, so that it takes none alone. Flips of texts may count from halfway between the classes at each position where the model writes "
        + "on, unsteered, from beginnings of labelled texts")]
    public SteerCentre? Centre { get; init; }

    /// <summary>What a strength of 1 is.</summary>
    [Option("unit", "What a strength of 1 is: the direction as long as it is, or the mean norm of the activations there, first positions left out")]
    [OnlyWith("operation add|set")]
    public SteerUnit Unit { get; init; } = SteerUnit.Vector;

    /// <summary>Whose coordinate a flip turns.</summary>
    [Option(
        "alpha",
        "Whose coordinate a flip turns: that of the run without flips, as over several layers (--layers 7-11) when not given; the one at hand, as in one "
        + "layer, where over several each flip undoes the one before; or of the text that is written without steering, position by position, so that a text "
        + "that has turned is not turned back")]
    [OnlyWith("operation flip")]
    public FlippedRun? Alpha { get; init; }

    /// <summary>Whether flips turn the coordinates of a run without, as where they follow one another in several layers.</summary>
    /// <param name="windows">Layers that are steered at once.</param>
    internal bool TurnsCleanRun(IEnumerable<LayerWindow> windows) =>
        Operation == SteerOperation.Flip && (Alpha == FlippedRun.Unsteered || (Alpha != FlippedRun.Current && windows.Any(window => window.IsWide)));

    /// <summary>Where in the text.</summary>
    [Option("positions", "Where in the text it acts: everywhere, or from the prompt's last position on, which writes the first new token")]
    public SteeredPositions Positions { get; init; } = SteeredPositions.All;

    /// <inheritdoc/>
    public void Validate()
    {
        if (Strength.Distinct().Count() != Strength.Count)
        {
            throw new InputException("--strength has a value twice");
        }

        if (Operation == SteerOperation.Ablate && Strength.Count > 1)
        {
            throw new InputException("--operation ablate is whole whatever the strength: give --strength one value, or leave it out");
        }

        if (Operation == SteerOperation.Add && Centre == SteerCentre.Midpoint)
        {
            throw new InputException("--centre midpoint has no effect with --operation add, which counts from nothing: leave it out");
        }

        if (Operation == SteerOperation.Flip && Alpha is FlippedRun.Clean or FlippedRun.Current && !Layers.Any(window => window.IsWide))
        {
            throw new InputException("--alpha needs several layers at once, such as --layers 7-11: a flip in one layer has no other before it");
        }
    }
}
