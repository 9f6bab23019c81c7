namespace LogitLens.Experiments.Steering;

/// <summary>Says of which class texts are. It sees the texts alone: neither prompts nor directions.</summary>
internal interface IJudge : IDisposable
{
    /// <summary>What results call it.</summary>
    public string Name { get; }

    /// <summary>For each text how far it is of the class that directions point to: above 0 of it, below 0 of another, 0 where it cannot be told.</summary>
    public double[] Score(IReadOnlyList<string> texts);
}
