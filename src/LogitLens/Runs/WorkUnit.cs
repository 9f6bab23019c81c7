
namespace LogitLens.Runs;

/// <summary>A unit of work: what one record is found for.</summary>
/// <param name="Id">What it is called; the same in every run of the same options, and no other unit's.</param>
/// <param name="Example">Its place in the data: an example's, a window's, a pair's.</param>
/// <param name="Condition">The place of the condition that it is measured under, where there are several.</param>
public sealed record WorkUnit(string Id, int Example, int Condition = 0);
