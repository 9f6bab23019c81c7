
namespace LogitLens.Options;

/// <summary>
/// Says where an option has an effect: when it is given (typed, or in a config file) and the condition does not hold, it is refused. May stand
/// on an option, on a property that holds a group or on a group's record (then it is of all its options), and on an enum's member (then it is
/// of that value alone). Several are conditions that must all hold. Help and reference pages say it too.
/// </summary>
/// <param name="condition">
/// Options as they are typed, without dashes, parted by <c>or</c>: <c>sweep tokens</c>, <c>group or cumulative</c>, <c>what heads|paths</c>.
/// A name alone stands for an option that is on, or has any value but 0. Names may also be facts (<see cref="IOptionFacts"/>): <c>task
/// classification</c>. In a command that has none of the names, the condition says nothing.
/// </param>
[AttributeUsage(AttributeTargets.Property | AttributeTargets.Class | AttributeTargets.Field, AllowMultiple = true)]
public sealed class OnlyWithAttribute(string condition) : Attribute
{
    /// <summary>The condition as written.</summary>
    public string Condition { get; } = condition;
}
