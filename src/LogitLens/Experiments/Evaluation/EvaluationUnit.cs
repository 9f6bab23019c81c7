using LogitLens.Runs;

namespace LogitLens.Experiments.Evaluation;

/// <summary>An example under a condition.</summary>
/// <param name="Id">The condition's name and the example's id.</param>
/// <param name="Condition">The condition's place in the task.</param>
/// <param name="Example">The example's place in the dataset.</param>
public sealed record EvaluationUnit(string Id, int Condition, int Example) : IWorkUnit;
