namespace LogitLens.Datasets.Prompts;

/// <summary>What shares one draw of demonstrations.</summary>
public enum DemonstrationScope
{
    /// <summary>Nothing: each example has demonstrations of its own.</summary>
    Example,

    /// <summary>All examples of the run, whose prompts then begin alike.</summary>
    Run,
}

/// <summary>How many demonstrations a run draws.</summary>
/// <param name="MostShots">The largest number of demonstrations of any condition; 0 where none are drawn.</param>
/// <param name="Per">What shares one draw.</param>
/// <param name="Draws">How many sets are drawn for all examples; 1 where each example has its own.</param>
public sealed record DemonstrationPlan(int MostShots, DemonstrationScope Per = DemonstrationScope.Run, int Draws = 1);
