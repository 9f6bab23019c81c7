namespace LogitLens.Experiments.Sweeps;

/// <summary>What an edit can do to an example, by where it acts and what stands there; told before anything is run.</summary>
internal enum Reach
{
    /// <summary>It changes something that the answer is computed from.</summary>
    Acts,

    /// <summary>It puts in what is there already, or changes what nothing reads: the outcome is that without the edit.</summary>
    Nothing,

    /// <summary>The example has not got what the edit is about: it does not count for it.</summary>
    Missing,
}

/// <summary>Turns a sweep's items into what happens to the model. A new sweep is a list of items and one of these.</summary>
internal interface ISweepEdits
{
    public Variant Of(SweepItem item);

    /// <summary>What an item's edit can do to an example, by its place in the data.</summary>
    public Reach ReachOf(SweepItem item, int example) => Reach.Acts;

    /// <summary>Whether an item's edit can act on any of so many examples.</summary>
    public sealed bool CanAct(SweepItem item, int examples) => Enumerable.Range(0, examples).Any(example => ReachOf(item, example) == Reach.Acts);
}
