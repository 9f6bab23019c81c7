using LogitLens.Datasets;
using LogitLens.Options;

namespace LogitLens.Experiments;

/// <summary>Where a run's demonstrations come from.</summary>
public enum DemonstrationOrigin
{
    /// <summary>There are none.</summary>
    None,

    /// <summary>Drawn anew for each example.</summary>
    Example,

    /// <summary>Drawn for all examples of the run.</summary>
    Run,

    /// <summary>Written by the user.</summary>
    File,
}

/// <summary>How a run came by its demonstrations, and what its intervals say of that.</summary>
/// <param name="DemosPer">Where demonstrations come from.</param>
/// <param name="Draws">How many sets were drawn for all examples; 1 where each example has its own, and where nothing was drawn.</param>
public sealed record DemonstrationDesign(DemonstrationOrigin DemosPer, int Draws)
{
    /// <summary>What the intervals and tests leave out; null where they leave out nothing.</summary>
    public string? LeavesOut => this switch
    {
        { DemosPer: DemonstrationOrigin.Run, Draws: 1 } =>
            "which demonstrations were drawn: all prompts share one set, and another set can move the numbers by more than their intervals",
        { DemosPer: DemonstrationOrigin.File } => "other demonstrations than those of the file",
        _ => null,
    };

    /// <summary>The smallest p-value that so many draws can give; null where tests are over examples.</summary>
    [JsonIgnore(Condition = JsonIgnoreCondition.WhenWritingNull)]
    public double? SmallestPValue => Draws > 1 ? Math.Pow(2, 1 - Draws) : null;

    /// <summary>What the intervals of a figure cover, for its caption.</summary>
    [JsonIgnore]
    public string Caption => this switch
    {
        { DemosPer: DemonstrationOrigin.Example } => "95% intervals, over examples and their demonstrations",
        { DemosPer: DemonstrationOrigin.Run, Draws: > 1 } => $"95% intervals, over {Draws} draws of demonstrations and the examples",
        { DemosPer: DemonstrationOrigin.Run } => "95% intervals over examples, for one draw of demonstrations",
        { DemosPer: DemonstrationOrigin.File } => "95% intervals over examples, for the given demonstrations",
        _ => "95% intervals",
    };

    /// <summary>What the options ask for.</summary>
    /// <param name="prompts">The options.</param>
    /// <param name="unasked">What shares a draw where nobody says.</param>
    public static DemonstrationDesign Of(PromptOptions prompts, DemonstrationScope unasked)
    {
        if (prompts.Shots.All(count => count == 0))
        {
            return new DemonstrationDesign(DemonstrationOrigin.None, 1);
        }

        return prompts.DemosFile is not null ? new DemonstrationDesign(DemonstrationOrigin.File, 1)
            : prompts.ScopeOfDraw(unasked) == DemonstrationScope.Example ? new DemonstrationDesign(DemonstrationOrigin.Example, 1)
            : new DemonstrationDesign(DemonstrationOrigin.Run, prompts.Draws ?? 1);
    }

    /// <summary>What is to be drawn.</summary>
    /// <param name="prompts">The options.</param>
    public DemonstrationPlan Plan(PromptOptions prompts) => new(
        DemosPer is DemonstrationOrigin.Example or DemonstrationOrigin.Run ? prompts.Shots.Max() : 0,
        DemosPer == DemonstrationOrigin.Example ? DemonstrationScope.Example : DemonstrationScope.Run,
        Draws);

    /// <summary>Remarks that a reader of the results should see.</summary>
    public IEnumerable<string> Notes()
    {
        if (this is { DemosPer: DemonstrationOrigin.Run, Draws: 1 })
        {
            yield return $"intervals leave out {LeavesOut}; --draws 6 measures by how much";
        }

        if (SmallestPValue is { } smallest)
        {
            yield return $"{Draws} draws of demonstrations: intervals cover draws and examples (t on {Draws - 1} degrees of freedom), and no p-value "
                + $"over draws is below {smallest.ToString("0.####", CultureInfo.InvariantCulture)}" + (smallest > 0.05 ? "; 6 draws can reach 0.05" : "");
        }
    }
}
