namespace LogitLens.Cli.Tests;

/// <summary>
/// Tests whose numbers follow from the process's random generator, as dropout and the first weights of a head do, and so run while no other test draws from it.
/// </summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SequentialTests
{
    public const string Name = "sequential";
}
