namespace TinyModel.Tests;

/// <summary>Tests that count live tensors or seed the process's random generator, and so run while no other test does.</summary>
[CollectionDefinition(Name, DisableParallelization = true)]
public sealed class SequentialTests
{
    public const string Name = "sequential";
}
